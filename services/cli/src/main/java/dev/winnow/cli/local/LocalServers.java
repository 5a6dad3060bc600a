package dev.winnow.cli.local;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.localservers.LocalServerException;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The nats-server and the PostgreSQL of a data directory, as child processes. */
final class LocalServers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);
    private static final String SERVER_CONFIG = "server/single.conf";

    private final DataDirectory data;
    private volatile @Nullable NatsServer nats;
    private volatile @Nullable PostgresServer postgres;

    LocalServers(DataDirectory data) {
        this.data = data;
    }

    NatsConfig startNats(int port, NatsFiles files) throws IOException {
        Path config = Files.createDirectories(data.nats()).resolve("nats-server.conf");
        Files.writeString(
                config,
                files.text(SERVER_CONFIG)
                        .orElseThrow(
                                () -> new IOException(files.where() + " has no " + SERVER_CONFIG)));
        NatsServer started =
                NatsServer.start(
                        NatsServer.Options.ofDefaults(data.nats())
                                .withPort(port)
                                .withConfigFile(config)
                                .withStopAtExit(false));
        nats = started;
        return NatsTarget.patient(started.url());
    }

    Databases startPostgres() throws IOException, SQLException {
        PostgresServer started =
                PostgresServer.start(
                        PostgresServer.Options.ofDefaults(data.postgres()).withStopAtExit(false));
        postgres = started;
        Passwords passwords = Passwords.of(data);
        return new Databases(
                database(started, "applications", passwords.applications()),
                database(started, "watchlist", passwords.watchlist()),
                database(started, "screening", passwords.screening()));
    }

    private static DatabaseConfig database(PostgresServer server, String name, String password)
            throws SQLException {
        String url = server.createDatabase(name, name, password);
        return DatabaseConfig.ofDefaults(url, name, new Secret(password));
    }

    @Override
    public void close() {
        NatsServer startedNats = nats;
        PostgresServer startedPostgres = postgres;
        try {
            if (startedNats != null) {
                startedNats.close();
            }
        } catch (LocalServerException e) {
            // Its data is safe either way; the database is still to be stopped.
            LOG.warn("nats-server did not stop cleanly", e);
        }
        if (startedPostgres != null) {
            startedPostgres.close();
        }
    }
}
