package dev.winnow.benchmarks;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.datastore.Datastore;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Telemetry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with the tables of a service, on a server of its own that syncs to disk. */
public final class Database {
    private static final String PASSWORD = "bench";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseConfig config;
    private final Datastore datastore;

    public Database(PostgresServer server, Telemetry telemetry) throws SQLException {
        String name = "bench_" + COUNT.incrementAndGet();
        String url = server.createDatabase(name, name, PASSWORD);
        config = DatabaseConfig.ofDefaults(url, name, new Secret(PASSWORD));
        datastore = Datastore.open("bench", config, telemetry);
    }

    public Datastore datastore() {
        return datastore;
    }

    /** A connection beside the datastore's, without autocommit. */
    public Connection jdbc() throws SQLException {
        Connection connection =
                DriverManager.getConnection(config.url(), config.user(), config.password().value());
        connection.setAutoCommit(false);
        return connection;
    }
}
