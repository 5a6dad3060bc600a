package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Direction;
import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.FaultProxy;
import dev.winnow.messaging.ops.Telemetry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on a durable consumer that serves one of them at a time. */
class PinnedConsumerTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Who handled which event of which key, in the order of the first handlings. */
    private record Handled(String by, int number) {}

    private final Map<String, List<Handled>> handled = new ConcurrentHashMap<>();

    @TempDir private Path folder;
    private JetStreamFixture nats;

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
    }

    @AfterEach
    void stopServer() {
        nats.close();
    }

    @Test
    void oneProcessIsServedAndEachKeyKeepsItsOrderOverBoth() {
        pinned(Duration.ofSeconds(5));
        try (Messaging first = nats.consuming(quick(), by("first"));
                Messaging second = nats.consuming(quick(), by("second"))) {
            nats.publish(numbered(0, 500));
            Eventually.that(SOON, this::counts, () -> count() == 500 && pending() == 0);
            assertThat(workers()).hasSize(1);
            assertInOrder(500);
            assertThat(List.of(first.state(), second.state()))
                    .containsOnly(ConnectionState.CONNECTED);
        }
    }

    @Test
    void whenTheServedProcessDiesTheOtherTakesOverAndNothingIsLostOrOvertaken() {
        pinned(Duration.ofSeconds(1));
        CountDownLatch never = new CountDownLatch(1);
        Messaging dying =
                nats.consuming(
                        quick().withMaxInFlight(16),
                        event -> {
                            if (event.data().number() >= 100) {
                                never.await();
                            }
                            return by("dying").handle(event);
                        });
        nats.publish(numbered(0, 50));
        Eventually.that(SOON, this::counts, () -> count() == 50);
        try (Messaging other = nats.consuming(quick(), by("other"))) {
            nats.publish(numbered(50, 100));
            Eventually.that(SOON, this::counts, () -> count() == 100 && pending() == 0);
            nats.publish(numbered(100, 300));
            Eventually.that(SOON, this::counts, () -> ackPending() == 16);
            assertThat(workers()).containsExactly("dying");
            dying.close();
            Eventually.that(SOON, this::counts, () -> count() == 300 && pending() == 0);
            assertThat(workers()).containsExactlyInAnyOrder("dying", "other");
            assertInOrder(300);
            assertThat(other.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aDrainHandsOverAtOnce() {
        pinned(Duration.ofMinutes(5));
        Messaging leaving = nats.consuming(quick(), by("leaving"));
        nats.publish(numbered(0, 50));
        Eventually.that(SOON, this::counts, () -> count() == 50 && pending() == 0);
        try (Messaging staying = nats.consuming(quick(), by("staying"))) {
            leaving.drain(Duration.ofSeconds(10));
            long began = System.nanoTime();
            nats.publish(numbered(50, 100));
            Eventually.that(SOON, this::counts, () -> count() == 100 && pending() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
            assertInOrder(100);
            assertThat(nats.consumerInfo().path("num_redelivered").asLong(-1)).isZero();
            assertThat(staying.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aProcessThatIsBusyWithAllItMayHoldStaysTheServedOne() throws InterruptedException {
        pinned(Duration.ofSeconds(1));
        CountDownLatch go = new CountDownLatch(1);
        Messaging busy =
                nats.consuming(
                        quick().withMaxInFlight(8),
                        event -> {
                            go.await();
                            return by("busy").handle(event);
                        });
        nats.publish(numbered(0, 100));
        Eventually.that(SOON, this::counts, () -> ackPending() == 8);
        try (Messaging idle = nats.consuming(quick(), by("idle"))) {
            // Several times the priority timeout, in which the busy one can ask for nothing.
            assertThat(new CountDownLatch(1).await(4, TimeUnit.SECONDS)).isFalse();
            assertThat(ackPending()).isEqualTo(8);
            go.countDown();
            Eventually.that(SOON, this::counts, () -> count() == 100 && pending() == 0);
            assertThat(workers()).containsExactly("busy");
            assertInOrder(100);
            assertThat(idle.state()).isEqualTo(ConnectionState.CONNECTED);
        } finally {
            busy.close();
        }
    }

    @Test
    void itGoesOnWhenTheServerHasForgottenWhoWasServed() {
        pinned(Duration.ofSeconds(5));
        try (Messaging first = nats.consuming(quick(), by("first"));
                Messaging second = nats.consuming(quick(), by("second"))) {
            nats.publish(numbered(0, 200));
            Eventually.that(SOON, this::counts, () -> count() == 200 && pending() == 0);
            nats.server().kill();
            nats.restart();
            nats.publish(numbered(200, 400));
            Eventually.that(SOON, this::counts, () -> count() == 400 && pending() == 0);
            assertInOrder(400);
            Eventually.that(
                    SOON,
                    () ->
                            first.state() == ConnectionState.CONNECTED
                                    && second.state() == ConnectionState.CONNECTED);
        }
    }

    @Test
    void aDisplacedProcessGivesBackWhatItRetriesAndNothingOvertakesIt() {
        pinned(Duration.ofSeconds(5));
        try (Messaging first =
                nats.consuming(
                        quick(),
                        event -> {
                            if (event.data().number() < 10) {
                                throw new Unavailable();
                            }
                            return by("first").handle(event);
                        })) {
            // One of each key is tried again and again, a second one waits behind it.
            nats.publish(numbered(0, 20));
            Eventually.that(SOON, this::counts, () -> ackPending() == 20);
            try (Messaging second = nats.consuming(quick(), by("second"))) {
                nats.unpin();
                nats.publish(numbered(20, 40));
                Eventually.that(SOON, this::counts, () -> count() == 40 && pending() == 0);
                assertThat(workers()).containsExactly("second");
                assertInOrder(40);
                assertThat(List.of(first.state(), second.state()))
                        .containsOnly(ConnectionState.CONNECTED);
            }
        }
    }

    @Test
    void whatADisplacedProcessIsStuckInIsHandledByTheServedOneBeforeAnyLaterEvent() {
        pinned(Duration.ofSeconds(5));
        CountDownLatch stuck = new CountDownLatch(1);
        try (Messaging first =
                        nats.consuming(
                                quick(),
                                event -> {
                                    stuck.await();
                                    return by("first").handle(event);
                                });
                Messaging second = nats.consuming(quick(), by("second"))) {
            nats.publish(numbered(0, 10));
            Eventually.that(SOON, this::counts, () -> ackPending() == 10);
            boolean firstIsServed = workers().isEmpty();
            assertThat(firstIsServed).as("the first to pull is the one that is served").isTrue();
            nats.unpin();
            nats.publish(numbered(10, 30));
            Eventually.that(SOON, this::counts, () -> count() == 30 && pending() == 0);
            assertThat(workers()).containsExactly("second");
            assertInOrder(30);
            stuck.countDown();
            assertThat(List.of(first.state(), second.state()))
                    .containsOnly(ConnectionState.CONNECTED);
        }
    }

    @Test
    void anEventThatHoldsTheFloorDoesNotLetOthersBeOvertaken() {
        pinned(Duration.ofSeconds(5));
        CountDownLatch stuck = new CountDownLatch(1);
        EventHandler<JetStreamFixture.Thing> first =
                event -> {
                    if (event.key().equals("floor") || event.data().number() >= 200) {
                        stuck.await();
                    }
                    return by("first").handle(event);
                };
        try (Messaging served = nats.consuming(quick(), first);
                Messaging second = nats.consuming(quick(), by("second"))) {
            nats.publish(List.of(event("floor", 0)));
            // Many of one key are done above it, more than one look at the stream passes.
            nats.publish(ofOneKey(0, 200));
            Eventually.that(SOON, this::counts, () -> count() == 200 && ackPending() == 1);
            nats.publish(ofOneKey(200, 230));
            Eventually.that(SOON, this::counts, () -> ackPending() == 31);
            nats.unpin();
            nats.publish(ofOneKey(230, 260));
            Eventually.that(
                    SOON.multipliedBy(2), this::counts, () -> count() == 261 && pending() == 0);
            assertThat(handled.get("one")).extracting(Handled::number).isSorted().hasSize(260);
            assertThat(List.of(served.state(), second.state()))
                    .containsOnly(ConnectionState.CONNECTED);
            stuck.countDown();
        }
    }

    private static List<EventMessage> ofOneKey(int from, int to) {
        List<EventMessage> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(event("one", i));
        }
        return events;
    }

    @Test
    void aProcessThatHearsNothingDoesNotStayTheServedOne() {
        pinned(Duration.ofSeconds(3));
        try (FaultProxy proxy = FaultProxy.nats(nats.server().port());
                Messaging first =
                        Messaging.connect(
                                NatsConfig.of("nats://127.0.0.1:" + proxy.port()),
                                JetStreamFixture.INFO,
                                Telemetry.none())) {
            first.consumer("TEST", "worker", quick().withMaxInFlight(16))
                    .on(JetStreamFixture.HAPPENED, by("first"))
                    .register();
            first.start();
            nats.publish(numbered(0, 50));
            Eventually.that(SOON, this::counts, () -> count() == 50 && pending() == 0);
            try (Messaging second = nats.consuming(quick(), by("second"))) {
                proxy.swallow(Direction.TO_CLIENT);
                nats.publish(numbered(50, 200));
                Eventually.that(SOON, this::counts, () -> count() == 200 && pending() == 0);
                assertThat(proxy.lostBytes()).isPositive();
                proxy.heal();
                proxy.cut();
                Eventually.that(SOON, () -> first.state() == ConnectionState.CONNECTED);
                nats.publish(numbered(200, 250));
                Eventually.that(SOON, this::counts, () -> count() == 250 && pending() == 0);
                assertInOrder(250);
                assertThat(second.state()).isEqualTo(ConnectionState.CONNECTED);
            }
        }
    }

    @Test
    void thePolicyCanBeTakenBackWhileProcessesConsume() {
        pinned(Duration.ofSeconds(5));
        try (Messaging first = nats.consuming(quick().withMaxInFlight(4), by("first"));
                Messaging second = nats.consuming(quick().withMaxInFlight(4), by("second"))) {
            nats.publish(numbered(0, 50));
            Eventually.that(SOON, this::counts, () -> count() == 50 && pending() == 0);
            nats.write(
                    "consumers/TEST/worker.json",
                    """
                    {"durable_name": "worker", "ack_policy": "explicit",
                     "priority_policy": "none", "priority_groups": [], "priority_timeout": 0}
                    """);
            assertThat(nats.apply()).extracting(Change::kind).contains(Change.Kind.UPDATED);
            assertThat(nats.apply()).extracting(Change::kind).doesNotContain(Change.Kind.UPDATED);
            nats.publish(numbered(50, 1_000));
            Eventually.that(SOON, this::counts, () -> count() == 1_000 && pending() == 0);
            assertThat(workers()).containsExactlyInAnyOrder("first", "second");
            assertThat(List.of(first.state(), second.state()))
                    .containsOnly(ConnectionState.CONNECTED);
        }
    }

    /** What the handler needs is not there; it says nothing about the event. */
    private static final class Unavailable extends RuntimeException implements TransientFailure {
        private static final long serialVersionUID = 1L;
    }

    private void pinned(Duration timeout) {
        nats.write(
                "consumers/TEST/worker.json",
                """
                {"durable_name": "worker", "ack_policy": "explicit",
                 "priority_policy": "pinned_client", "priority_groups": ["ordered"],
                 "priority_timeout": %d}
                """
                        .formatted(timeout.toNanos()));
        assertThat(nats.apply()).extracting(Change::kind).contains(Change.Kind.UPDATED);
    }

    private EventHandler<JetStreamFixture.Thing> by(String worker) {
        return event -> {
            List<Handled> ofKey =
                    handled.computeIfAbsent(event.key(), key -> new CopyOnWriteArrayList<>());
            int number = event.data().number();
            if (ofKey.stream().noneMatch(one -> one.number() == number)) {
                ofKey.add(new Handled(worker, number));
            }
            return Outcome.done();
        };
    }

    private static List<EventMessage> numbered(int from, int to) {
        List<EventMessage> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(event("k" + i % 10, i));
        }
        return events;
    }

    private void assertInOrder(int all) {
        assertThat(count()).isEqualTo(all);
        assertThat(handled.values())
                .allSatisfy(ofKey -> assertThat(ofKey).extracting(Handled::number).isSorted());
    }

    private int count() {
        return handled.values().stream().mapToInt(List::size).sum();
    }

    private List<String> workers() {
        return handled.values().stream().flatMap(List::stream).map(Handled::by).distinct().toList();
    }

    private String counts() {
        return count() + " handled by " + workers() + ", " + nats.consumerInfo();
    }

    private long pending() {
        return nats.consumerInfo().path("num_pending").asLong(-1) + ackPending();
    }

    private long ackPending() {
        return nats.consumerInfo().path("num_ack_pending").asLong(-1);
    }
}
