package dev.winnow.testkit;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.config.Secret;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty database with a role of its own, on a real PostgreSQL that all tests of this JVM share.
 * Nothing survives the machine's crash there: fsync is off. Safe to share.
 */
public final class TestDatabase {
    private static final String PASSWORD = "test-only";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final DatabaseConfig config;

    private TestDatabase(DatabaseConfig config) {
        this.config = config;
    }

    private static final class Shared {
        static final TestPostgres SERVER = TestPostgres.fresh();
    }

    /** A new one on the shared server, which is started when it is first asked for. */
    public static TestDatabase fresh() {
        return freshOn(Shared.SERVER);
    }

    /** A new one on a server of the test's own, for tests that kill it. */
    public static TestDatabase freshOn(TestPostgres server) {
        String name = "test_" + COUNT.incrementAndGet();
        try {
            String url = server.createDatabase(name, name, PASSWORD);
            return new TestDatabase(DatabaseConfig.ofDefaults(url, name, new Secret(PASSWORD)));
        } catch (SQLException e) {
            throw new AssertionError("no test database: " + e.getMessage(), e);
        }
    }

    public DatabaseConfig config() {
        return config;
    }
}
