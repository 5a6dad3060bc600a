package dev.winnow.benchmarks.watchlist;

import dev.winnow.contracts.RequestContract;
import dev.winnow.contracts.watchlist.ScreenRequest;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Logging;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.watchlist.WatchlistConfig;
import dev.winnow.watchlist.WatchlistService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The watch list service as a process of its own, as it would be, and beside it an endpoint that
 * gives the same requests back.
 */
public final class WatchlistProcess implements AutoCloseable {
    static final RequestContract<ScreenRequest, ScreenRequest> ECHO =
            new RequestContract<>(
                    "bench",
                    "echo",
                    1,
                    "Answers what it was asked.",
                    ScreenRequest.class,
                    ScreenRequest.class,
                    List.of(),
                    Duration.ofSeconds(5),
                    true);

    private final Process process;

    private WatchlistProcess(Process process) {
        this.process = process;
    }

    /**
     * @param root that lists may be loaded from
     */
    static WatchlistProcess start(String nats, DatabaseConfig database, Path root)
            throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(
                        java,
                        "-Xmx1g",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WatchlistProcess.class.getName(),
                        nats,
                        database.url(),
                        database.user(),
                        database.password().value(),
                        root.toString());
        return new WatchlistProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Serves until its input ends, which it does with the one who started it. */
    public static void main(String[] arguments) throws IOException {
        Logging.configureQuiet("bench");
        NatsConfig nats = NatsConfig.of(arguments[0]);
        DatabaseConfig database =
                DatabaseConfig.ofDefaults(arguments[1], arguments[2], new Secret(arguments[3]));
        WatchlistConfig config = WatchlistConfig.of(nats, database, List.of(Path.of(arguments[4])));
        ServiceInfo info = new ServiceInfo("bench", "1.0.0", "measured", Map.of());
        try (Telemetry telemetry = Telemetry.create("watchlist");
                Telemetry own = Telemetry.create("bench");
                Messaging echo = Messaging.connect(nats, info, own)) {
            WatchlistService service = WatchlistService.start(config, telemetry, new Health());
            echo.endpoint(ECHO, EndpointPolicy.ofDefaults(), request -> request);
            echo.start();
            while (System.in.read() >= 0) {
                // Nothing is said; only the end counts.
            }
            service.close();
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
