package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.ops.MeterNames;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class TimersTest {
    private static final String KIND = "remind";
    private static final Duration NOW = Duration.ZERO;
    private static final TimerConfig QUICK =
            new TimerConfig(4, 1000, 3, Duration.ofMillis(20), Duration.ofMillis(50));

    private final DatabaseConfig database = Probe.database().withTimers(QUICK);

    private static TimerHandler effect(Datastore datastore) {
        return timer -> datastore.sql(h -> h.execute("INSERT INTO effect VALUES (?)", timer.key()));
    }

    private static long effects(Datastore datastore) {
        return Probe.rows(datastore, "effect");
    }

    private static long timers(Datastore datastore) {
        return Probe.rows(datastore, "datastore.timer");
    }

    @Test
    void aTimerFiresWhenItIsDueAndNotBefore() {
        Telemetry telemetry = Telemetry.none();
        try (Datastore datastore = Datastore.open("probe", database, telemetry)) {
            AtomicLong fired = new AtomicLong();
            AtomicBoolean whole = new AtomicBoolean();
            datastore
                    .timers()
                    .on(
                            KIND,
                            timer -> {
                                whole.set(timer.payload(Counted.class).equals(new Counted("k", 7)));
                                fired.set(System.nanoTime());
                            });
            datastore.startTimers();
            long scheduled = System.nanoTime();
            datastore.timers().schedule(KIND, "k", Duration.ofMillis(1500), new Counted("k", 7));
            Eventually.that(Probe.SOON, () -> fired.get() != 0);
            assertThat(Duration.ofNanos(fired.get() - scheduled))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(1490));
            assertThat(whole).isTrue();
            Eventually.that(Probe.SOON, () -> timers(datastore) == 0);
            Eventually.that(
                    Probe.SOON,
                    () -> telemetry.meters().get(MeterNames.TIMERS_LATE).timer().count() == 1);
        }
    }

    @Test
    void itIsScheduledOnlyIfItsTransactionCommits() {
        try (Datastore datastore = Probe.open(database)) {
            try {
                datastore.transactVoid(() -> {
                    datastore.timers().schedule(KIND, "k", NOW);
                    throw new IllegalStateException("changed my mind");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("changed my mind");
            }
            assertThat(timers(datastore)).isZero();
        }
    }

    @Test
    void twoInstancesFireEachOnce() {
        try (Datastore one = Probe.open(database);
                Datastore two = Probe.open(database)) {
            for (Datastore each : List.of(one, two)) {
                each.timers().on(KIND, effect(each));
                each.startTimers();
            }
            for (int i = 0; i < 300; i++) {
                (i % 2 == 0 ? one : two).timers().schedule(KIND, "k" + i, NOW);
            }
            Eventually.that(Probe.SOON, () -> timers(one) == 0);
            Eventually.that(Probe.SOON, () -> effects(one) == 300);
            assertThat(Probe.rows(one, "(SELECT DISTINCT event_id FROM effect) AS e"))
                    .isEqualTo(300);
        }
    }

    @Test
    void whatAProcessLeftIsFiredByTheNext() {
        try (Datastore first = Probe.open(database)) {
            first.timers().schedule(KIND, "k", Instant.now().minusSeconds(86_400), "late");
        }
        try (Datastore next = Probe.open(database)) {
            next.timers().on(KIND, effect(next));
            next.startTimers();
            Eventually.that(Probe.SOON, () -> effects(next) == 1);
        }
    }

    @Test
    void aConnectionKilledBetweenEffectAndCommitMeansOneEffectAllTheSame() {
        try (Datastore datastore = Probe.open(database);
                Datastore killer = Probe.open(database)) {
            AtomicInteger calls = new AtomicInteger();
            datastore
                    .timers()
                    .on(
                            KIND,
                            timer -> {
                                effect(datastore).fire(timer);
                                if (calls.incrementAndGet() == 1) {
                                    int backend =
                                            datastore.sql(h ->
                                                    h.createQuery("SELECT pg_backend_pid()")
                                                            .mapTo(Integer.class)
                                                            .one());
                                    killer.sql(h ->
                                            h.execute("SELECT pg_terminate_backend(?)", backend));
                                }
                            });
            datastore.startTimers();
            datastore.timers().schedule(KIND, "k", NOW);
            Eventually.that(Probe.SOON, () -> timers(killer) == 0);
            assertThat(calls).hasValue(2);
            assertThat(effects(killer)).isEqualTo(1);
        }
    }

    @Test
    void aFailingHandlerIsCalledAgainAndInTheEndTheTimerIsDeadAndCanBeRevived() {
        Telemetry telemetry = Telemetry.none();
        try (Datastore datastore = Datastore.open("probe", database, telemetry)) {
            AtomicBoolean fails = new AtomicBoolean(true);
            datastore
                    .timers()
                    .on(
                            KIND,
                            timer -> {
                                effect(datastore).fire(timer);
                                if (fails.get() && timer.key().equals("bad")) {
                                    throw new StackOverflowError("attempt " + timer.attempt());
                                }
                            });
            datastore.startTimers();
            datastore.timers().schedule(KIND, "bad", NOW);
            datastore.timers().schedule(KIND, "good", NOW);
            Eventually.that(Probe.SOON, () -> datastore.timers().dead(10).size() == 1);
            DeadTimer dead = datastore.timers().dead(10).getFirst();
            assertThat(dead.attempts()).isEqualTo(3);
            assertThat(dead.reason()).isEqualTo("StackOverflowError: attempt 3");
            Eventually.that(Probe.SOON, () -> effects(datastore) == 1);
            assertThat(telemetry.meters().get(MeterNames.TIMERS_FAILED).counter().count())
                    .isEqualTo(3);
            Eventually.that(
                    Probe.SOON,
                    () -> telemetry.meters().get(MeterNames.TIMERS_DEAD).gauge().value() == 1);

            fails.set(false);
            assertThat(datastore.timers().reschedule(KIND, "bad", NOW)).isTrue();
            Eventually.that(Probe.SOON, () -> effects(datastore) == 2);
            assertThat(datastore.timers().dead(10)).isEmpty();
        }
    }

    @Test
    void whoCancelsATimerThatIsBeingFiredWaitsAndIsToldTheTruth() throws Exception {
        try (Datastore datastore = Probe.open(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch firing = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            datastore
                    .timers()
                    .on(
                            KIND,
                            timer -> {
                                effect(datastore).fire(timer);
                                firing.countDown();
                                go.await();
                            });
            datastore.startTimers();
            datastore.timers().schedule(KIND, "k", NOW);
            firing.await();
            Future<Boolean> cancelled = threads.submit(() -> datastore.timers().cancel(KIND, "k"));
            Eventually.that(
                    Probe.SOON,
                    () ->
                            Probe.rows(
                                            datastore,
                                            "pg_stat_activity WHERE wait_event_type = 'Lock' AND"
                                                    + " query LIKE 'DELETE FROM datastore.timer%'")
                                    == 1);
            go.countDown();
            assertThat(cancelled.get()).isFalse();
            assertThat(effects(datastore)).isEqualTo(1);
        }
    }

    @Test
    void cancellingAndFiringAtOnceEitherCancelsOrFires() {
        try (Datastore datastore = Probe.open(database)) {
            datastore.timers().on(KIND, effect(datastore));
            datastore.startTimers();
            int cancelled = 0;
            for (int i = 0; i < 200; i++) {
                String key = "k" + i;
                datastore.timers().schedule(KIND, key, NOW);
                cancelled += datastore.timers().cancel(KIND, key) ? 1 : 0;
            }
            int fired = 200 - cancelled;
            Eventually.that(Probe.SOON, () -> timers(datastore) == 0);
            assertThat(effects(datastore)).isEqualTo(fired);
        }
    }

    @Test
    void aHandlerMaySetItsOwnTimerAgain() {
        try (Datastore datastore = Probe.open(database)) {
            datastore
                    .timers()
                    .on(
                            KIND,
                            timer -> {
                                effect(datastore).fire(timer);
                                int n = timer.payload(Integer.class);
                                if (n < 5) {
                                    datastore.timers().schedule(KIND, timer.key(), NOW, n + 1);
                                }
                            });
            datastore.startTimers();
            datastore.timers().schedule(KIND, "k", NOW, 1);
            Eventually.that(Probe.SOON, () -> effects(datastore) == 5);
            Eventually.that(Probe.SOON, () -> timers(datastore) == 0);
        }
    }

    @Test
    void kindsWithoutAHandlerWaitForAnInstanceThatHasOne() {
        try (Datastore old = Probe.open(database);
                Datastore young = Probe.open(database)) {
            old.timers().on("other", effect(old));
            old.startTimers();
            old.timers().schedule(KIND, "k", NOW);
            old.timers().schedule("other", "o", NOW);
            Eventually.that(Probe.SOON, () -> effects(old) == 1);
            assertThat(timers(old)).isEqualTo(1);
            young.timers().on(KIND, effect(young));
            young.startTimers();
            Eventually.that(Probe.SOON, () -> effects(old) == 2);
        }
    }

    @Test
    void whatBecameDueDuringALongStopComesAtABoundedRate() {
        TimerConfig slow = new TimerConfig(4, 100, 3, Duration.ofSeconds(1), Duration.ofMinutes(1));
        try (Datastore datastore = Probe.open(database.withTimers(slow))) {
            datastore.transactVoid(() -> {
                for (int i = 0; i < 100; i++) {
                    datastore.timers().schedule(KIND, "k" + i, Instant.EPOCH, "overdue");
                }
            });
            datastore.timers().on(KIND, effect(datastore));
            long began = System.nanoTime();
            datastore.startTimers();
            Eventually.that(Probe.SOON, () -> effects(datastore) == 100);
            // Ten rounds of ten, a tenth of a second apart: nine pauses.
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isGreaterThan(Duration.ofMillis(800));
        }
    }
}
