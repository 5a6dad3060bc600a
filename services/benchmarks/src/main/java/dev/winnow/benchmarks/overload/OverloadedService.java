package dev.winnow.benchmarks.overload;

import dev.winnow.benchmarks.overload.OverloadSuite.Kind;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Logging;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The service as a process of its own, as it would be: its callers must not stand behind its
 * handlers for a thread.
 */
public final class OverloadedService implements AutoCloseable {
    private final Process process;

    private OverloadedService(Process process) {
        this.process = process;
    }

    static OverloadedService start(String url, Kind kind) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(
                        java,
                        "-Xmx1g",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OverloadedService.class.getName(),
                        url,
                        kind.name());
        return new OverloadedService(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Serves until its input ends, which it does with the one who started it. */
    public static void main(String[] arguments) throws IOException {
        Logging.configureQuiet("bench");
        Kind kind = Kind.valueOf(arguments[1]);
        try (Telemetry telemetry = Telemetry.create("bench");
                Messaging service = connect(arguments[0], "bench", telemetry)) {
            service.endpoint(OverloadSuite.CONTRACT, kind.policy(), kind::handle);
            service.start();
            while (System.in.read() >= 0) {
                // Nothing is said; only the end counts.
            }
        }
    }

    static Messaging connect(String url, String name, Telemetry telemetry) {
        ServiceInfo info = new ServiceInfo(name, "1.0.0", "measured", Map.of());
        return Messaging.connect(NatsConfig.of(url), info, telemetry);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
