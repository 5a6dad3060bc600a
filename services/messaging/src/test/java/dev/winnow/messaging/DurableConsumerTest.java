package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.ops.Logging;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableConsumerTest {
    private static final Duration SOON = Duration.ofSeconds(10);

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
    void eventsArriveWithEverythingTheContractSays() {
        EventMessage sent = event("a", 7);
        nats.publish(List.of(sent));
        List<Event<JetStreamFixture.Thing>> seen = new CopyOnWriteArrayList<>();
        try (Messaging messaging = nats.consuming(quick(), collect(seen))) {
            Eventually.that(SOON, () -> seen.size() == 1 && pending() == 0);
            Event<JetStreamFixture.Thing> event = seen.getFirst();
            assertThat(event.id()).isEqualTo(sent.id());
            assertThat(event.type()).isEqualTo("dev.winnow.test.happened.v1");
            assertThat(event.source()).isEqualTo("/winnow/test");
            assertThat(event.key()).isEqualTo("a");
            assertThat(event.data()).isEqualTo(new JetStreamFixture.Thing("a", 7));
            assertThat(event.stream()).isEqualTo("TEST");
            assertThat(event.sequence()).isEqualTo(1);
            assertThat(event.deliveries()).isEqualTo(1);
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void theHandlerIsInTheTraceOfTheEvent() {
        EventMessage event = event("a", 1);
        Map<String, String> headers = new HashMap<>(event.headers());
        String traceId = "0af7651916cd43dd8448eb211c80319c";
        headers.remove(WinnowHeaders.TRACEPARENT);
        headers.put("Traceparent", "00-" + traceId + "-b7ad6b7169203331-01");
        nats.publish(
                List.of(
                        new EventMessage(
                                "TEST", event.subject(), event.id(), headers, event.body())));
        Map<String, String> seen = new ConcurrentHashMap<>();
        EventHandler<JetStreamFixture.Thing> handler =
                received -> {
                    EventMessage next = event("b", 2);
                    seen.put("trace", Span.current().getSpanContext().getTraceId());
                    seen.put("event", Context.current().get(Logging.EVENT_ID));
                    seen.put("service", Context.current().get(Logging.SERVICE));
                    seen.put("next", next.headers().getOrDefault(WinnowHeaders.TRACEPARENT, ""));
                    return Outcome.done();
                };
        try (Messaging messaging = nats.consuming(quick(), handler)) {
            Eventually.that(SOON, () -> pending() == 0 && seen.containsKey("next"));
            assertThat(seen)
                    .containsEntry("trace", traceId)
                    .containsEntry("event", event.id())
                    .containsEntry("service", "test");
            assertThat(seen.get("next")).startsWith("00-" + traceId);
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aRetriedKeyKeepsItsOrderWhileOtherKeysGoOn() {
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            for (String key : List.of("bad", "b", "c", "d")) {
                events.add(event(key, i));
            }
        }
        nats.publish(events);
        Map<String, List<Integer>> done = new ConcurrentHashMap<>();
        CountDownLatch othersDone = new CountDownLatch(15);
        CountDownLatch failed = new CountDownLatch(1);
        EventHandler<JetStreamFixture.Thing> handler =
                event -> {
                    if (event.key().equals("bad") && othersDone.getCount() > 0) {
                        failed.countDown();
                        return Outcome.retryLater(Duration.ofMillis(5), "not yet");
                    }
                    failed.await();
                    done.computeIfAbsent(event.key(), k -> new CopyOnWriteArrayList<>())
                            .add(event.data().number());
                    if (!event.key().equals("bad")) {
                        othersDone.countDown();
                    }
                    return Outcome.done();
                };
        try (Messaging messaging = nats.consuming(quick().withMaxDeliveries(10_000), handler)) {
            Eventually.that(SOON, () -> done.size() == 4 && pending() == 0);
            assertThat(done.values()).allSatisfy(n -> assertThat(n).containsExactly(0, 1, 2, 3, 4));
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void neverMoreAreHeldThanThePolicySays() throws InterruptedException {
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(event("k" + i, i));
        }
        nats.publish(events);
        AtomicInteger now = new AtomicInteger();
        List<Integer> peaks = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch go = new CountDownLatch(1);
        EventHandler<JetStreamFixture.Thing> handler =
                event -> {
                    peaks.add(now.incrementAndGet());
                    go.await();
                    now.decrementAndGet();
                    return Outcome.done();
                };
        try (Messaging messaging = nats.consuming(quick().withMaxInFlight(8), handler)) {
            Eventually.that(SOON, () -> now + " at work", () -> now.get() == 8);
            // Two full pulls' time: nothing more may come, and the leases are kept meanwhile.
            assertThat(new CountDownLatch(1).await(4, TimeUnit.SECONDS)).isFalse();
            assertThat(ackPending()).isEqualTo(8);
            go.countDown();
            Eventually.that(
                    SOON,
                    () -> peaks.size() + " of 200 begun, " + nats.consumerInfo(),
                    () -> peaks.size() == 200 && pending() == 0);
            assertThat(Collections.max(peaks)).isLessThanOrEqualTo(8);
            assertThat(redelivered()).isZero();
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aDrainFinishesWhatIsHeldAndLeavesNothingToRedeliver() {
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            events.add(event("k" + i % 50, i));
        }
        nats.publish(events);
        AtomicInteger handled = new AtomicInteger();
        EventHandler<JetStreamFixture.Thing> handler =
                event -> {
                    handled.incrementAndGet();
                    return Outcome.done();
                };
        Messaging first = nats.consuming(quick(), handler);
        Eventually.that(SOON, () -> handled.get() > 100);
        first.drain(Duration.ofSeconds(10));
        int byTheFirst = handled.get();
        assertThat(ackPending()).isZero();
        try (Messaging second = nats.consuming(quick(), handler)) {
            Eventually.that(SOON, () -> pending() == 0);
            assertThat(handled).hasValue(2_000);
            assertThat(redelivered()).isZero();
            assertThat(byTheFirst).isBetween(100, 2_000);
            assertThat(second.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aMissingConsumerIsAClearErrorAtStart() {
        try (Messaging messaging = nats.connect()) {
            messaging
                    .consumer("TEST", "nobody", quick())
                    .on(JetStreamFixture.HAPPENED, event -> Outcome.done())
                    .register();
            assertThatThrownBy(messaging::start)
                    .isInstanceOf(ConsumerMissingException.class)
                    .hasMessageContaining("TEST/nobody")
                    .hasMessageContaining("winnow nats apply");
        }
    }

    private EventHandler<JetStreamFixture.Thing> collect(List<Event<JetStreamFixture.Thing>> seen) {
        return event -> {
            seen.add(event);
            return Outcome.done();
        };
    }

    private long pending() {
        return nats.consumerInfo().path("num_pending").asLong(-1) + ackPending();
    }

    private long ackPending() {
        return nats.consumerInfo().path("num_ack_pending").asLong(-1);
    }

    private long redelivered() {
        return nats.consumerInfo().path("num_redelivered").asLong(-1);
    }
}
