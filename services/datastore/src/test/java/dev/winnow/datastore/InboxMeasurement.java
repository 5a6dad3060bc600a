package dev.winnow.datastore;

import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events a second through {@link Datastore#once}, with one row as the effect and one outgoing event
 * each, beside a bare JDBC loop that makes the same commits. Not a test; run its main.
 */
final class InboxMeasurement {
    private static final int THREADS = 64;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration SPAN = Duration.ofSeconds(8);
    private static final String INBOX =
            "INSERT INTO datastore.inbox (consumer, source, event_id) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";
    private static final String EFFECT = "INSERT INTO effect VALUES (?)";
    private static final String OUTBOX =
            "INSERT INTO datastore.outbox (event_id, stream, subject, key, headers, body)"
                    + " VALUES (?, ?, ?, ?, CAST(? AS jsonb), ?)";

    private InboxMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        for (boolean fsync : new boolean[] {false, true}) {
            Path dir = Files.createTempDirectory("winnow-measure");
            try (PostgresServer server =
                    PostgresServer.start(PostgresServer.Options.ofDefaults(dir).withFsync(fsync))) {
                for (int groups : new int[] {1, 2, 3}) {
                    print(
                            fsync,
                            "once, groups of up to 64, " + groups + " at a time",
                            once(server, new InboxConfig(groups, 64)));
                }
                print(fsync, "once, a transaction each", once(server, new InboxConfig(2, 1)));
                print(fsync, "bare JDBC, a transaction each, 10 connections", bare(server, 10, 1));
                print(fsync, "bare JDBC, 32 events a commit, 2 connections", bare(server, 2, 32));
            }
        }
    }

    private static void print(boolean fsync, String what, double rate) {
        System.out.printf("fsync %-5s %-50s %8.0f events/s%n", fsync, what, rate);
    }

    private static double once(PostgresServer server, InboxConfig inbox) throws Exception {
        DatabaseConfig config = Probe.database(server).withMaximumPoolSize(10).withInbox(inbox);
        try (Datastore datastore = Probe.open(config)) {
            EventHandler<Counted> once = datastore.once("c", event -> effect(datastore, event));
            AtomicLong ids = new AtomicLong();
            return rate(THREADS, () -> handle(once, Probe.event("event-" + ids.incrementAndGet())));
        }
    }

    /** Without groups, 64 threads at 10 connections are refused now and then. */
    private static int handle(EventHandler<Counted> once, Event<Counted> event) throws Exception {
        try {
            once.handle(event);
            return 1;
        } catch (DatastoreException.Unavailable refused) {
            return 0;
        }
    }

    private static Outcome effect(Datastore datastore, Event<Counted> event) {
        datastore.sql(h -> h.execute(EFFECT, event.id()));
        datastore.outbox().add(Probe.COUNTED, event.data());
        return Outcome.done();
    }

    private static double bare(PostgresServer server, int connections, int perCommit)
            throws Exception {
        DatabaseConfig config = Probe.database(server);
        Probe.open(config).close();
        AtomicLong ids = new AtomicLong();
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Connection connection =
                    DriverManager.getConnection(
                            config.url(), config.user(), config.password().value());
            connection.setAutoCommit(false);
            open.add(connection);
        }
        AtomicLong next = new AtomicLong();
        ThreadLocal<Connection> mine =
                ThreadLocal.withInitial(() -> open.get((int) next.getAndIncrement()));
        double rate =
                rate(
                        connections,
                        () -> {
                            Connection connection = mine.get();
                            for (int i = 0; i < perCommit; i++) {
                                event(connection, "event-" + ids.incrementAndGet());
                            }
                            connection.commit();
                            return perCommit;
                        });
        for (Connection connection : open) {
            connection.close();
        }
        return rate;
    }

    private static void event(Connection connection, String id) throws Exception {
        update(connection, INBOX, "c", "winnow/probe", id);
        update(connection, EFFECT, id);
        try (PreparedStatement statement = connection.prepareStatement(OUTBOX)) {
            String[] texts = {
                id, "PROBE", "events.probe.counted.v1.k", "k", "{\"ce-id\":\"" + id + "\"}"
            };
            for (int i = 0; i < texts.length; i++) {
                statement.setString(i + 1, texts[i]);
            }
            statement.setBytes(6, new byte[30]);
            statement.executeUpdate();
        }
    }

    private static void update(Connection connection, String sql, String... values)
            throws Exception {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** What the threads did, over the span that follows the warm-up. */
    private static double rate(int count, Callable<Integer> work) throws Exception {
        long from = System.nanoTime() + WARM_UP.toNanos();
        long to = from + SPAN.toNanos();
        AtomicLong done = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(
                        threads.submit(() -> {
                            for (long now = System.nanoTime(); now < to; now = System.nanoTime()) {
                                int n = work.call();
                                if (now > from) {
                                    done.addAndGet(n);
                                }
                            }
                            return null;
                        }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        return done.get() * 1e9 / SPAN.toNanos();
    }
}
