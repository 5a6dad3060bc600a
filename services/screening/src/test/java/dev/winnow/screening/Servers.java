package dev.winnow.screening;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.config.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A NATS of its own for each test, and a database of its own on one PostgreSQL. */
final class Servers {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final PostgresServer POSTGRES =
            PostgresServer.start(
                    PostgresServer.Options.ofDefaults(folder("postgres")).withFsync(false));

    private Servers() {}

    static ScreeningFixture fixture() {
        NatsServer server = NatsServer.start(NatsServer.Options.ofDefaults(folder("nats")));
        NatsConfig nats = NatsConfig.of(server.url());
        NatsProvisioner.apply(nats, NatsFiles.ofClasspath());
        String name = "screening_" + COUNT.incrementAndGet();
        try {
            String url = POSTGRES.createDatabase(name, name, "secret");
            return new ScreeningFixture(
                    nats,
                    DatabaseConfig.ofDefaults(url, name, new Secret("secret")),
                    server::close);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder(String what) {
        try {
            return Files.createTempDirectory("screening-" + what);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
