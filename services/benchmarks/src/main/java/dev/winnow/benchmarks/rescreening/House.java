package dev.winnow.benchmarks.rescreening;

import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The services that screen, each a process of its own, on servers of their own. */
final class House implements AutoCloseable {
    private static final long END_SECONDS = 20;

    private final NatsServer nats;
    private final PostgresServer postgres;
    private final Messaging messaging;
    private final String password = UUID.randomUUID().toString();
    private final Map<String, String> databases = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();

    private House(NatsServer nats, PostgresServer postgres, Messaging messaging) {
        this.nats = nats;
        this.postgres = postgres;
        this.messaging = messaging;
    }

    /**
     * Starts the servers and all services but screening.
     *
     * @param lists folder that lists may be loaded from
     */
    static House start(Path lists) throws IOException, SQLException {
        NatsServer nats = NatsServer.start(NatsServer.Options.temporary());
        // What is measured is not the disk.
        PostgresServer postgres = PostgresServer.start(PostgresServer.Options.temporary());
        NatsConfig config = NatsConfig.of(nats.url());
        NatsProvisioner.apply(config, NatsFiles.ofClasspath());
        Messaging messaging =
                Messaging.connect(
                        config,
                        new ServiceInfo("bench", "1.0.0", "measures", Map.of()),
                        Telemetry.none());
        messaging.start();
        House house = new House(nats, postgres, messaging);
        house.run("watchlist", Map.of("WINNOW_WATCHLIST_LOAD_ROOTS", lists.toString()));
        house.run("applications", Map.of());
        return house;
    }

    /** Starts a service, the first time with a new database. */
    Process run(String service, Map<String, String> settings) throws IOException, SQLException {
        String url = databases.get(service);
        if (url == null) {
            url = postgres.createDatabase(service, service, password);
            databases.put(service, url);
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.winnow." + service + ".Main");
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("WINNOW_"));
        environment.put("WINNOW_NATS_URLS", nats.url());
        environment.put("WINNOW_DATABASE_URL", url);
        environment.put("WINNOW_DATABASE_USER", service);
        environment.put("WINNOW_DATABASE_PASSWORD", password);
        environment.put("WINNOW_PROBES_PORT", "0");
        environment.putAll(settings);
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        processes.add(process);
        return process;
    }

    Messaging messaging() {
        return messaging;
    }

    Connection database(String service) throws SQLException {
        return DriverManager.getConnection(databases.get(service), service, password);
    }

    /** SIGKILL; returns when it is gone. */
    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a process cannot be killed");
        }
    }

    @Override
    public void close() {
        messaging.close();
        processes.forEach(Process::destroyForcibly);
        postgres.close();
        nats.close();
    }
}
