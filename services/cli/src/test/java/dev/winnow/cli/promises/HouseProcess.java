package dev.winnow.cli.promises;

import dev.winnow.cli.promises.House.Fact;
import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.config.ConfigReader;
import dev.winnow.messaging.ops.ServiceMain;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The made-up service as a process of its own, which can be killed. */
final class HouseProcess implements AutoCloseable {
    private static final String DIES = "PROMISES_DIES";
    private static final int KILLED = 137;

    private final Process process;

    private HouseProcess(Process process) {
        this.process = process;
    }

    /** Answers requests, publishes facts and handles them. */
    static HouseProcess start(House house) {
        return start(house, Map.of());
    }

    /** As a SIGKILL at the worst moment: the effect is committed, nothing is acknowledged. */
    static HouseProcess startThatDiesBeforeItAcknowledges(House house) {
        return start(house, Map.of(DIES, "yes"));
    }

    private static HouseProcess start(House house, Map<String, String> more) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HouseProcess.class.getName());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("WINNOW_"));
        environment.put("WINNOW_LOG_LEVEL", "warn");
        environment.put("WINNOW_NATS_URLS", house.nats.url());
        environment.put("WINNOW_DATABASE_URL", house.database.url());
        environment.put("WINNOW_DATABASE_USER", house.database.user());
        environment.put("WINNOW_DATABASE_PASSWORD", house.database.password().value());
        environment.putAll(more);
        builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
        try {
            return new HouseProcess(builder.start());
        } catch (IOException e) {
            throw new AssertionError("no process", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM; returns how it ended. */
    int terminate() {
        process.destroy();
        return exitCode();
    }

    private int exitCode() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    record Config(NatsConfig nats, DatabaseConfig database) {}

    private record Running(Messaging messaging, Datastore datastore)
            implements ServiceMain.Running {
        @Override
        public void drain(Duration limit) {
            messaging.drain(limit);
        }

        @Override
        public void close() {
            messaging.close();
            datastore.close();
        }
    }

    public static void main(String[] none) {
        ServiceMain.run("promises", Duration.ofSeconds(20), HouseProcess::run);
    }

    private static Running run() {
        Config config = ConfigReader.load(Config.class);
        Telemetry telemetry = Telemetry.none();
        Datastore datastore = Datastore.open("promises", config.database(), telemetry);
        ServiceInfo info = ServiceInfo.of("promises", "1.0.0", "A test.");
        Messaging messaging = Messaging.connect(config.nats(), info, telemetry);
        messaging.endpoint(
                House.DO, EndpointPolicy.ofDefaults(), ask -> House.commit(datastore, ask));
        EventHandler<Fact> once = House.once(datastore);
        boolean dies = System.getenv(DIES) != null;
        messaging
                .consumer(House.STREAM, House.DURABLE, House.quick())
                .on(
                        House.HAPPENED,
                        event -> {
                            Outcome outcome = once.handle(event);
                            if (dies) {
                                Runtime.getRuntime().halt(KILLED);
                            }
                            return outcome;
                        })
                .register();
        datastore.startRelay(messaging.publisher());
        messaging.onDrain(datastore::stopRelay);
        messaging.start();
        return new Running(messaging, datastore);
    }
}
