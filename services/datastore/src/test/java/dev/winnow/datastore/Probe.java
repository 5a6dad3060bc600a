package dev.winnow.datastore;

import dev.winnow.contracts.EventContract;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Telemetry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** A made-up service with a database of its own for each test, on one server for all of them. */
final class Probe {
    static final Duration SOON = Duration.ofSeconds(20);

    static final EventContract<Counted> COUNTED =
            new EventContract<>(
                    "probe",
                    "counted",
                    1,
                    "PROBE",
                    "A number was given",
                    Counted.class,
                    Counted::key);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** The nth event of a key. */
    record Counted(String key, long n) {}

    private static final class Shared {
        static final PostgresServer SERVER =
                PostgresServer.start(PostgresServer.Options.temporary());
    }

    private Probe() {}

    static DatabaseConfig database() {
        return database(Shared.SERVER);
    }

    static DatabaseConfig database(PostgresServer server) {
        String name = "probe_" + DATABASES.incrementAndGet();
        try {
            String url = server.createDatabase(name, name, "a-secret");
            return DatabaseConfig.ofDefaults(url, name, new Secret("a-secret"))
                    .withMaximumPoolSize(6)
                    // A first connection may take long where many tests share two processors.
                    .withConnectionTimeout(Duration.ofSeconds(10));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Datastore open(DatabaseConfig config) {
        return Datastore.open("probe", config, Telemetry.none());
    }

    /** Counts one up and says so; the row's lock makes transactions of one key wait. */
    static void count(Datastore datastore, String key) {
        datastore.transactVoid(() -> {
            long n =
                    datastore.sql(h ->
                            h.createQuery(
                                            "INSERT INTO counter VALUES (:key, 1)"
                                                    + " ON CONFLICT (key) DO UPDATE"
                                                    + " SET n = counter.n + 1"
                                                    + " RETURNING n")
                                    .bind("key", key)
                                    .mapTo(Long.class)
                                    .one());
            datastore.outbox().add(COUNTED, new Counted(key, n));
        });
    }

    static long rows(Datastore datastore, String table) {
        return datastore.sql(
                h -> h.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
    }

    static Event<Counted> event(String id) {
        return new Event<>(
                id,
                COUNTED.type(),
                COUNTED.source(),
                "k",
                Instant.EPOCH,
                new Counted("k", 1),
                "PROBE",
                1,
                1);
    }
}
