package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Interrupts of deliveries whose handlers run on the thread of their group; and its end. */
final class GroupInterruptTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final DatabaseConfig database =
            Probe.database().withStatementTimeout(LONG).withInbox(new InboxConfig(1, 64));
    private final Datastore datastore =
            Datastore.open("probe", database, Telemetry.none(), new Internals(c -> c, LONG, LONG));
    private final CountDownLatch holderMayEnd = new CountDownLatch(1);
    private final CountDownLatch slowEntered = new CountDownLatch(1);
    private final List<Run> runs = new ArrayList<>();

    /** Handlers that began with an interrupt, or found one at their end. */
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    @AfterEach
    void close() {
        holderMayEnd.countDown();
        datastore.close();
    }

    /** A delivery on a thread of its own, and how it ended. */
    private static final class Run {
        private final Thread thread;
        private volatile @Nullable Outcome outcome;
        private volatile @Nullable Throwable thrown;
        private volatile boolean interruptedAfterwards;

        Run(EventHandler<Counted> handler, String id) {
            thread =
                    Thread.startVirtualThread(() -> {
                        try {
                            outcome = handler.handle(Probe.event(id));
                        } catch (Exception e) {
                            thrown = e;
                        }
                        interruptedAfterwards = Thread.currentThread().isInterrupted();
                    });
        }
    }

    private Outcome quick(Event<Counted> event) {
        if (Thread.currentThread().isInterrupted()) {
            interrupted.add(event.id());
        }
        datastore.sql(h -> h.execute("INSERT INTO effect VALUES (?)", event.id()));
        return Outcome.done();
    }

    /** Takes the only place until it is told to end. */
    private void hold() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        EventHandler<Counted> holder =
                datastore.once(
                        "holder",
                        event -> {
                            entered.countDown();
                            awaitQuietly(holderMayEnd);
                            return Outcome.done();
                        });
        runs.add(new Run(holder, "holder"));
        entered.await();
    }

    /** Waits for the group as the last of those who do. */
    private Run join(EventHandler<Counted> handler, String id) {
        int before = datastore.waitingForGroup();
        Run run = new Run(handler, id);
        runs.add(run);
        Eventually.that(Probe.SOON, () -> datastore.waitingForGroup() == before + 1);
        return run;
    }

    private void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            interrupted.add("in a wait");
            Thread.currentThread().interrupt();
        }
    }

    /** One in a crowd is interrupted while its handler runs; the others do not notice. */
    private void interruptedInItsTurn(TransactionalHandler<Counted> slow) throws Exception {
        hold();
        EventHandler<Counted> quick = datastore.once("c", this::quick);
        Run first = join(quick, "first");
        Run late =
                join(
                        datastore.once(
                                "c",
                                event -> {
                                    slowEntered.countDown();
                                    return slow.handle(event);
                                }),
                        "late");
        Run last = join(quick, "last");
        holderMayEnd.countDown();
        slowEntered.await();
        late.thread.interrupt();
        for (Run run : runs) {
            assertThat(run.thread.join(Probe.SOON)).isTrue();
        }
        assertThat(late.outcome).isNull();
        assertThat(late.thrown).isInstanceOf(DatastoreException.Unavailable.class);
        assertThat(late.interruptedAfterwards).isTrue();
        for (Run run : List.of(first, last)) {
            assertThat(run.outcome).isEqualTo(Outcome.done());
            assertThat(run.interruptedAfterwards).isFalse();
        }
        assertThat(Probe.rows(datastore, "effect")).isEqualTo(2);
        assertThat(Probe.rows(datastore, "datastore.inbox WHERE event_id = 'late'")).isZero();
    }

    @Test
    void anInterruptOfADeliveryReachesItsHandlerOnly() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        interruptedInItsTurn(event -> {
            awaitQuietly(never);
            return Outcome.done();
        });
        assertThat(interrupted).containsExactly("in a wait");
    }

    @Test
    void anInterruptOfADeliveryEndsItsStatement() throws Exception {
        interruptedInItsTurn(event -> {
            datastore.sql(h -> h.execute("SELECT pg_sleep(25)"));
            return Outcome.done();
        });
        assertThat(interrupted).isEmpty();
    }

    @Test
    void whoIsInterruptedWhileItWaitsIsNotBegunAndKeepsTheInterrupt() throws Exception {
        hold();
        EventHandler<Counted> quick = datastore.once("c", this::quick);
        Run first = join(quick, "first");
        Run gone = join(quick, "gone");
        Run last = join(quick, "last");
        gone.thread.interrupt();
        holderMayEnd.countDown();
        for (Run run : runs) {
            assertThat(run.thread.join(Probe.SOON)).isTrue();
        }
        assertThat(gone.thrown).isInstanceOf(DatastoreException.Unavailable.class);
        assertThat(gone.interruptedAfterwards).isTrue();
        assertThat(first.outcome).isEqualTo(Outcome.done());
        assertThat(last.outcome).isEqualTo(Outcome.done());
        assertThat(interrupted).isEmpty();
        assertThat(Probe.rows(datastore, "effect")).isEqualTo(2);
        assertThat(Probe.rows(datastore, "datastore.inbox WHERE event_id = 'gone'")).isZero();
    }

    @Test
    void whoWaitsTooLongForAGroupGoesAlone() throws Exception {
        Internals hasty = new Internals(c -> c, Duration.ofMillis(20), LONG);
        try (Datastore other = Datastore.open("probe", database, Telemetry.none(), hasty)) {
            EventHandler<Counted> holder =
                    other.once(
                            "holder",
                            event -> {
                                slowEntered.countDown();
                                awaitQuietly(holderMayEnd);
                                return Outcome.done();
                            });
            runs.add(new Run(holder, "holder"));
            slowEntered.await();
            EventHandler<Counted> once = other.once("c", event -> Outcome.done());
            for (int round = 0; round < 3; round++) {
                assertThat(once.handle(Probe.event("e" + round))).isEqualTo(Outcome.done());
            }
            assertThat(holderMayEnd.getCount()).isEqualTo(1);
            holderMayEnd.countDown();
            assertThat(runs.getFirst().thread.join(Probe.SOON)).isTrue();
        }
    }

    @Test
    void theThreadsOfGroupsEndWithTheDatastore() throws Exception {
        try (Datastore other =
                Datastore.open("probe", database, Telemetry.none(), Internals.ofDefaults())) {
            Eventually.that(Probe.SOON, () -> groupThreads() == 0);
            EventHandler<Counted> once = other.once("c", event -> Outcome.done());
            for (int round = 0; groupThreads() == 0 && round < 1000; round++) {
                List<Run> several = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    several.add(new Run(once, round + "-" + i));
                }
                for (Run run : several) {
                    assertThat(run.thread.join(Probe.SOON)).isTrue();
                }
            }
            assertThat(groupThreads()).isEqualTo(1);
        }
        Eventually.that(Probe.SOON, () -> groupThreads() == 0);
    }

    private static long groupThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("inbox-probe-"))
                .count();
    }
}
