package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.config.Secret;
import dev.winnow.messaging.ops.Telemetry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatastoreTest {
    private static final String SLOW = "SELECT pg_sleep(30)";

    @Test
    void aStatementGetsNoMoreTimeThanTheDeadlineLeaves() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            long start = System.nanoTime();
            assertThatThrownBy(() ->
                            Deadline.after(Duration.ofMillis(200))
                                    .run(() -> datastore.sql(h -> h.execute(SLOW))))
                    .isInstanceOf(DatastoreException.DeadlineExceeded.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(150), Duration.ofSeconds(3));
            assertThat(setting(datastore, "statement_timeout")).isEqualTo("5s");
        }
    }

    @Test
    void laterStatementsOfATransactionGetWhatIsLeft() throws Exception {
        try (Datastore datastore = Probe.open(Probe.database())) {
            Deadline.after(Duration.ofSeconds(2))
                    .call(() ->
                            datastore.transact(() -> {
                                long first = millis(datastore);
                                datastore.sql(h -> h.execute("SELECT pg_sleep(0.5)"));
                                long second = millis(datastore);
                                assertThat(first).isLessThanOrEqualTo(2000);
                                assertThat(second).isLessThanOrEqualTo(1500);
                                return second;
                            }));
        }
    }

    @Test
    void withoutADeadlineTheConfiguredTimeoutHolds() {
        DatabaseConfig config = Probe.database().withStatementTimeout(Duration.ofMillis(100));
        try (Datastore datastore = Probe.open(config)) {
            assertThatThrownBy(() -> datastore.sql(h -> h.execute(SLOW)))
                    .isInstanceOf(DatastoreException.DeadlineExceeded.class);
            Deadline.after(Duration.ofMinutes(1))
                    .run(() ->
                            assertThat(setting(datastore, "statement_timeout")).isEqualTo("100ms"));
        }
    }

    @Test
    void afterTheDeadlineNothingIsSent() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            assertThatThrownBy(() ->
                            Deadline.after(Duration.ZERO).run(() -> Probe.count(datastore, "a")))
                    .isInstanceOf(DatastoreException.DeadlineExceeded.class)
                    .hasMessageContaining("nothing was sent");
            assertThat(Probe.rows(datastore, "counter")).isZero();
        }
    }

    @Test
    void anExhaustedPoolIsRefusedInTimeAndRecovers() throws Exception {
        DatabaseConfig config =
                Probe.database()
                        .withMaximumPoolSize(2)
                        .withConnectionTimeout(Duration.ofMillis(300));
        try (Datastore datastore = Probe.open(config);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch taken = new CountDownLatch(2);
            CountDownLatch release = new CountDownLatch(1);
            Callable<Boolean> holder =
                    () ->
                            datastore.transact(() -> {
                                taken.countDown();
                                return await(release);
                            });
            var holders = Collections.nCopies(2, holder).stream().map(threads::submit).toList();
            taken.await();

            try {
                refusesInTime(datastore);
            } finally {
                release.countDown();
            }
            for (var each : holders) {
                assertThat(each.get()).isTrue();
            }
            Probe.count(datastore, "a");
        }
    }

    private static void refusesInTime(Datastore datastore) {
        assertThatThrownBy(() -> Probe.count(datastore, "a"))
                .isInstanceOf(DatastoreException.Unavailable.class);
        long start = System.nanoTime();
        assertThatThrownBy(() ->
                        Deadline.after(Duration.ofMillis(50))
                                .run(() -> Probe.count(datastore, "a")))
                .isInstanceOf(DatastoreException.DeadlineExceeded.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(290));
        assertThat(datastore.healthy()).isTrue();
    }

    @Test
    void aTransactionBelongsToItsThread() throws Exception {
        try (Datastore datastore = Probe.open(Probe.database());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Deadline.after(Duration.ofSeconds(5)).run(() -> Probe.count(datastore, "a"));
            String outside =
                    datastore.transact(() -> {
                        Probe.count(datastore, "b");
                        // Its own transaction: it does not see what is not committed.
                        return resultOf(
                                threads.submit(
                                        () -> String.valueOf(Probe.rows(datastore, "counter"))));
                    });
            assertThat(outside).isEqualTo("1");
        }
    }

    @Test
    void aUniqueKeyIsAConflictAndItsMessageHasNoValues() {
        try (Datastore datastore = Probe.open(Probe.database())) {
            Probe.count(datastore, "private-value");
            assertThatThrownBy(() ->
                            datastore.sql(h ->
                                    h.execute(
                                            "INSERT INTO counter VALUES (?, 1)", "private-value")))
                    .isInstanceOf(DatastoreException.Conflict.class)
                    .satisfies(e -> assertThat(printed(e)).doesNotContain("private-value"));
            assertThatThrownBy(() -> datastore.sql(h -> h.execute("SELECT nothing")))
                    .isInstanceOf(DatastoreException.Broken.class);
        }
    }

    @Test
    void queriesGoToTheReplicaAndJoinATransaction() {
        DatabaseConfig database = Probe.database();
        try (Datastore datastore = Probe.open(database.withReplicaUrl(database.url()))) {
            String readOnly = "SHOW transaction_read_only";
            assertThat(
                            datastore.<String>query(
                                    h -> h.createQuery(readOnly).mapTo(String.class).one()))
                    .isEqualTo("on");
            String inside =
                    datastore.transact(() ->
                            datastore.query(
                                    h -> h.createQuery(readOnly).mapTo(String.class).one()));
            assertThat(inside).isEqualTo("off");
        }
    }

    @Test
    void severalInstancesMigrateAtOnce() throws Exception {
        DatabaseConfig config = Probe.database().withMaximumPoolSize(1);
        Callable<Boolean> open =
                () -> {
                    try (Datastore datastore = Probe.open(config)) {
                        return datastore.healthy();
                    }
                };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(Collections.nCopies(4, open))) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void aDatabaseThatCannotBeUsedIsOneClearLineWithoutSecrets() {
        DatabaseConfig nobody =
                DatabaseConfig.ofDefaults(
                        "jdbc:postgresql://127.0.0.1:1/none", "someone", new Secret("s3cret"));
        assertThatThrownBy(() -> Datastore.open("probe", nobody, Telemetry.none()))
                .isInstanceOf(DatastoreException.Unavailable.class)
                .hasMessageContaining("127.0.0.1:1/none as someone")
                .satisfies(e -> assertThat(printed(e)).doesNotContain("s3cret"));
    }

    @Test
    void aKilledServerIsUnavailableAndComesBackWithoutARestart(@TempDir Path dir) {
        var options = PostgresServer.Options.ofDefaults(dir).withFsync(false);
        PostgresServer server = PostgresServer.start(options);
        FakeStreams streams = new FakeStreams();
        try (Datastore datastore = Probe.open(Probe.database(server))) {
            datastore.startRelay(streams);
            Probe.count(datastore, "a");
            server.kill();
            assertThatThrownBy(() -> Probe.count(datastore, "a"))
                    .isInstanceOf(DatastoreException.Unavailable.class);
            assertThat(datastore.healthy()).isFalse();
            try (PostgresServer again = server.restart()) {
                assertThat(again.running()).isTrue();
                Eventually.that(Probe.SOON, datastore::healthy);
                Eventually.that(
                        Probe.SOON,
                        () -> {
                            Probe.count(datastore, "b");
                            return true;
                        });
                Eventually.that(
                        Probe.SOON,
                        () -> streams.events().stream().anyMatch(e -> e.key().equals("b")));
                assertThat(streams.events()).anyMatch(e -> e.key().equals("a"));
                datastore.stopRelay(Duration.ofSeconds(5));
            }
        }
    }

    private static long millis(Datastore datastore) {
        return datastore.sql(h ->
                h.createQuery(
                                "SELECT setting FROM pg_settings WHERE name ="
                                        + " 'statement_timeout'")
                        .mapTo(Long.class)
                        .one());
    }

    private static String setting(Datastore datastore, String name) {
        return datastore.sql(h -> h.createQuery("SHOW " + name).mapTo(String.class).one());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> T resultOf(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
