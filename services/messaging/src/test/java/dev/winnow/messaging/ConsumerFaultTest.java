package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Direction;
import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.FaultProxy;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.Nats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumerFaultTest {
    private static final Duration SOON = Duration.ofSeconds(15);

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
    void whatACrashedProcessHeldIsDeliveredAgainToAnother() {
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(event("k" + i % 4, i));
        }
        nats.publish(events);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger held = new AtomicInteger();
        Messaging crashing =
                nats.consuming(
                        quick().withMaxInFlight(4),
                        event -> {
                            held.incrementAndGet();
                            never.await();
                            return Outcome.done();
                        });
        Eventually.that(SOON, () -> held.get() > 0 && ackPending() == 4);
        crashing.close();
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        try (Messaging other = nats.consuming(quick(), collect(seen))) {
            Eventually.that(SOON, () -> pending() == 0);
            assertThat(seen.values().stream().mapToInt(List::size).sum()).isEqualTo(40);
            assertInOrder(seen);
            assertThat(other.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void consumptionGoesOnWithinSecondsAfterTheServerWasKilled() {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        try (Messaging messaging = nats.consuming(quick(), collect(seen))) {
            JetStreamFixture.publish(messaging, numbered(0, 200));
            Eventually.that(SOON, () -> distinct(seen) == 200);
            nats.server().kill();
            nats.restart();
            Eventually.that(SOON, () -> messaging.state() == ConnectionState.CONNECTED);
            long began = System.nanoTime();
            JetStreamFixture.publish(messaging, numbered(200, 400));
            Eventually.that(Duration.ofSeconds(5), () -> distinct(seen) == 400);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
            Eventually.that(SOON, () -> pending() == 0);
        }
    }

    @Test
    void nothingIsLostWhenTheServerIsKilledWhileEventsAreHandled() {
        nats.publish(numbered(0, 3_000));
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        try (Messaging messaging = nats.consuming(quick(), collect(seen))) {
            Eventually.that(SOON, () -> distinct(seen) > 200);
            nats.server().kill();
            nats.restart();
            Eventually.that(
                    Duration.ofSeconds(20),
                    () -> distinct(seen) + " of 3000, " + nats.consumerInfo(),
                    () -> distinct(seen) == 3_000 && pending() == 0);
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
            assertInOrder(seen);
        }
    }

    @Test
    void aLineThatHasGoneDeadIsMadeAgainSoonerThanByPings() {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        try (FaultProxy proxy = FaultProxy.nats(nats.server().port());
                Messaging _ = consuming(proxy, quick(), seen)) {
            nats.publish(numbered(0, 10));
            Eventually.that(SOON, () -> distinct(seen) == 10);
            proxy.swallow(Direction.TO_CLIENT);
            nats.publish(numbered(10, 20));
            Eventually.that(SOON, () -> proxy.lostBytes() > 0);
            proxy.heal(); // for new connections; in this one there is a gap, so it stays dead
            // Pings, ten seconds apart, say so after twenty at the earliest.
            Eventually.that(Duration.ofSeconds(15), () -> distinct(seen) == 20);
            assertInOrder(seen);
        }
    }

    @Test
    void orderPerKeyHoldsWhenDeliveriesAreLostOnTheirWay() {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        try (FaultProxy proxy = FaultProxy.nats(nats.server().port());
                Messaging _ = consuming(proxy, quick().withMaxInFlight(16), seen)) {
            nats.publish(numbered(0, 100));
            Eventually.that(SOON, () -> distinct(seen) == 100);
            proxy.swallow(Direction.TO_CLIENT);
            nats.publish(numbered(100, 200));
            Eventually.that(SOON, () -> ackPending() == 16 && proxy.lostBytes() > 0);
            proxy.heal();
            proxy.cut();
            Eventually.that(
                    SOON,
                    () -> distinct(seen) + " of 200, " + seen + nats.consumerInfo(),
                    () -> distinct(seen) == 200 && pending() == 0);
            assertInOrder(seen);
        }
    }

    @Test
    void orderPerKeyHoldsHoweverLongItTakesToSeeWhatIsMissing() throws InterruptedException {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        try (FaultProxy proxy = FaultProxy.nats(nats.server().port());
                Messaging _ = consuming(proxy, quick(), seen)) {
            nats.publish(numbered(0, 100));
            Eventually.that(SOON, () -> distinct(seen) == 100);
            proxy.swallow(Direction.TO_CLIENT);
            nats.publish(numbered(100, 200));
            Eventually.that(SOON, () -> ackPending() > 20 && proxy.lostBytes() > 0);
            proxy.heal();
            proxy.cut();
            proxy.delay(Duration.ofMillis(50));
            // Longer than any limit that depends on the ack wait.
            int last = 200;
            for (; last < 3_000; last += 20) {
                nats.publish(numbered(last, last + 20));
                new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
            }
            proxy.delay(Duration.ZERO);
            Eventually.that(
                    Duration.ofSeconds(40),
                    () -> distinct(seen) + " of 3000, " + nats.consumerInfo(),
                    () -> distinct(seen) == 3_000 && pending() == 0);
            assertInOrder(seen);
        }
    }

    @Test
    void whatAProcessSentBackForLongComesBeforeWhatFollowsItAlsoWhenAnotherTakesOver() {
        Duration longer = Duration.ofSeconds(9); // than the ack wait and the gate's own patience
        ConsumerPolicy policy = quick().withMaxBackoff(longer);
        AtomicInteger sentBack = new AtomicInteger();
        nats.publish(List.of(event("k", 1)));
        try (Messaging leaving =
                nats.consuming(
                        policy,
                        event -> {
                            sentBack.incrementAndGet();
                            return Outcome.retryLater(longer, "not yet");
                        })) {
            Eventually.that(SOON, () -> sentBack.get() == 1);
            leaving.drain(SOON); // so that the server has surely heard of it
        }
        nats.publish(List.of(event("k", 2), event("other", 1)));
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        try (Messaging other = nats.consuming(policy, collect(seen))) {
            Eventually.that(Duration.ofSeconds(30), () -> distinct(seen) == 3);
            assertThat(seen.get("k")).containsExactly(1, 2);
            assertThat(other.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    /** A service whose only way to the server is the proxy. */
    private static Messaging consuming(
            FaultProxy proxy, ConsumerPolicy policy, Map<String, List<Integer>> seen) {
        Messaging messaging =
                Messaging.connect(
                        NatsConfig.of("nats://127.0.0.1:" + proxy.port()),
                        JetStreamFixture.INFO,
                        Telemetry.none());
        messaging
                .consumer("TEST", "worker", policy)
                .on(JetStreamFixture.HAPPENED, collect(seen))
                .register();
        messaging.start();
        return messaging;
    }

    private static void assertInOrder(Map<String, List<Integer>> seen) {
        assertThat(seen.values())
                .as("first handlings of each key")
                .allSatisfy(numbers -> assertThat(numbers.stream().distinct().toList()).isSorted());
    }

    @Test
    void aSlowHandlerKeepsItsLeaseAndIsNotRunTwice() {
        nats.publish(List.of(event("a", 1)));
        AtomicInteger runs = new AtomicInteger();
        try (Messaging slow =
                        nats.consuming(
                                quick(),
                                event -> {
                                    runs.incrementAndGet();
                                    new CountDownLatch(1).await(5, TimeUnit.SECONDS);
                                    return Outcome.done();
                                });
                Messaging idle =
                        nats.consuming(
                                quick(),
                                event -> {
                                    runs.incrementAndGet();
                                    return Outcome.done();
                                })) {
            Eventually.that(SOON, () -> runs.get() > 0 && pending() == 0);
            assertThat(runs).as("runs, with an ack wait of 2 s and 5 s of work").hasValue(1);
            assertThat(List.of(slow.state(), idle.state())).containsOnly(ConnectionState.CONNECTED);
        }
    }

    @Test
    void handlersThatKeepAllProcessorsKeepTheirLeases() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        AtomicBoolean released = new AtomicBoolean();
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < processors; i++) {
            events.add(event("key" + i, 1));
        }
        nats.publish(events);
        EventHandler<JetStreamFixture.Thing> computing =
                event -> {
                    begun.incrementAndGet();
                    long end = System.nanoTime() + SOON.toNanos();
                    while (!released.get() && System.nanoTime() - end < 0) {
                        Thread.onSpinWait();
                    }
                    done.incrementAndGet();
                    return Outcome.done();
                };
        // Another process, which would get what this one holds no longer.
        Connection other = Nats.connect(nats.server().url());
        try (Messaging messaging = nats.consuming(quick(), computing)) {
            Eventually.that(SOON, () -> begun.get() == processors);
            Message got =
                    other.request(
                            "$JS.API.CONSUMER.MSG.NEXT.TEST.worker",
                            "{\"batch\":1,\"expires\":4000000000}".getBytes(UTF_8),
                            Duration.ofSeconds(15));
            assertThat(done).as("handlings that ended meanwhile").hasValue(0);
            assertThat(got).isNotNull();
            assertThat(got.isStatusMessage()).as("%s, with an ack wait of 2 s", got).isTrue();
            released.set(true);
            Eventually.that(SOON, () -> done.get() == processors && pending() == 0);
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        } finally {
            released.set(true);
            other.close();
        }
    }

    @Test
    void aDeletedConsumerIsReportedAndWaitedForAndNeverMadeByTheService() {
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        Health health = new Health();
        try (Messaging messaging = nats.consuming(quick(), collect(seen))) {
            messaging.register(health);
            assertThat(health.ready()).isTrue();
            nats.ask("$JS.API.CONSUMER.DELETE.TEST.worker");
            Eventually.that(SOON, () -> !health.ready());
            assertThat(health.check())
                    .filteredOn(check -> !check.ok())
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.name()).isEqualTo("test-consumers");
                        assertThat(check.problem().orElse(""))
                                .contains("TEST/worker", "winnow nats apply");
                    });
            assertThat(nats.ask("$JS.API.CONSUMER.NAMES.TEST").path("consumers")).isEmpty();
            nats.apply();
            // Also while there is no event that would show that it is well again.
            Eventually.that(SOON, health::ready);
            JetStreamFixture.publish(messaging, List.of(event("a", 1)));
            Eventually.that(SOON, () -> distinct(seen) == 1);
        }
    }

    @Test
    void whoWaitsToBeServedNoticesThatADeletedConsumerIsThereAgain() {
        nats.write(
                "consumers/TEST/worker.json",
                """
                {"durable_name": "worker", "ack_policy": "explicit",
                 "priority_policy": "pinned_client", "priority_groups": ["ordered"],
                 "priority_timeout": 5000000000}
                """);
        nats.apply();
        Health health = new Health();
        Health other = new Health();
        try (Messaging first = nats.consuming(quick(), event -> Outcome.done());
                Messaging second = nats.consuming(quick(), event -> Outcome.done())) {
            first.register(health);
            second.register(other);
            nats.ask("$JS.API.CONSUMER.DELETE.TEST.worker");
            Eventually.that(SOON, () -> !health.ready() && !other.ready());
            nats.apply();
            Eventually.that(SOON, () -> health.ready() && other.ready());
        }
    }

    @Test
    void aClosedProcessLeavesNoThreadBehind() {
        Messaging messaging = nats.consuming(quick(), event -> Outcome.done());
        messaging.drain(Duration.ofSeconds(5));
        Eventually.that(
                SOON,
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().startsWith("nats-timer-")));
    }

    private static List<EventMessage> numbered(int from, int to) {
        List<EventMessage> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(event("k" + i % 20, i));
        }
        return events;
    }

    private static EventHandler<JetStreamFixture.Thing> collect(Map<String, List<Integer>> seen) {
        return event -> {
            seen.computeIfAbsent(event.key(), key -> new CopyOnWriteArrayList<>())
                    .add(event.data().number());
            return Outcome.done();
        };
    }

    private static int distinct(Map<String, List<Integer>> seen) {
        return seen.values().stream().mapToInt(numbers -> Set.copyOf(numbers).size()).sum();
    }

    private long pending() {
        return nats.consumerInfo().path("num_pending").asLong(-1) + ackPending();
    }

    private long ackPending() {
        return nats.consumerInfo().path("num_ack_pending").asLong(-1);
    }
}
