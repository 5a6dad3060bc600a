package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.JetStreamFixture.Thing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 6: an open circuit pauses the pulling of the consumer, without burning deliveries. */
class ConsumerCircuitTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int EVENTS = 60;
    private static final int IN_FLIGHT = 16;
    private static final int PROBES = 2;
    private static final Duration OPEN = Duration.ofMillis(300);

    @TempDir private Path folder;
    private JetStreamFixture nats;
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final AtomicInteger attempts = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
    }

    @AfterEach
    void stopServer() {
        nats.close();
    }

    /** What the handler needs; throws when it is not there. */
    private interface Downstream {
        void call() throws Exception;
    }

    private static ConsumerPolicy policy() {
        return JetStreamFixture.quick()
                .withMaxInFlight(IN_FLIGHT)
                .withMaxDeliveries(3)
                .withCircuit(new CircuitPolicy(50, 10, Duration.ofSeconds(5), OPEN, PROBES));
    }

    private EventHandler<Thing> needing(Downstream downstream) {
        return event -> {
            attempts.incrementAndGet();
            int now = atOnce.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            try {
                downstream.call();
                done.add(event.key());
                return Outcome.done();
            } finally {
                atOnce.decrementAndGet();
            }
        };
    }

    private void publish() {
        nats.publish(IntStream.range(0, EVENTS).mapToObj(i -> event("k" + i, i)).toList());
    }

    private static PolicyStatus status(Messaging messaging) {
        return messaging.policies().stream()
                .filter(policy -> policy.kind().equals("consumer"))
                .findFirst()
                .orElseThrow();
    }

    private static long opened(Messaging messaging) {
        return status(messaging).counts().getOrDefault("opened", 0L);
    }

    @Test
    void promise6AnOpenCircuitPausesPullingWithoutBurningDeliveries() {
        publish();
        boolean[] broken = {true};
        EventHandler<Thing> handler =
                needing(() -> {
                    if (broken[0]) {
                        throw new NoRespondersException("downstream");
                    }
                });
        try (Messaging messaging = nats.consuming(policy(), handler)) {
            Eventually.that(SOON, () -> status(messaging).state().equals("open"));
            Eventually.that(SOON, () -> atOnce.get() == 0);
            int before = attempts.get();
            mostAtOnce.set(0);
            long began = System.nanoTime();
            long opened = opened(messaging);
            Eventually.that(SOON, () -> opened(messaging) >= opened + 4);
            double periods = (System.nanoTime() - began) / (double) OPEN.toNanos();
            assertThat(attempts.get() - before)
                    .as("attempts while it is open")
                    .isBetween(4, (int) Math.ceil((periods + 2) * PROBES));
            assertThat(mostAtOnce.get()).isLessThanOrEqualTo(PROBES);
            assertThat(nats.consumerInfo().path("num_ack_pending").asInt())
                    .isLessThanOrEqualTo(IN_FLIGHT);
            assertThat(nats.consumerInfo().path("num_redelivered").asInt()).isZero();
            broken[0] = false;
            Eventually.that(SOON, () -> done.size() == EVENTS);
            assertThat(status(messaging).state()).isEqualTo(PolicyStatus.OK);
        }
        assertThat(deadLetters()).isZero();
    }

    @Test
    void aServiceThatAnswersEverythingWithAnErrorSendsNothingToTheDeadLetters() {
        publish();
        boolean[] broken = {true};
        EventHandler<Thing> handler =
                needing(() -> {
                    if (broken[0]) {
                        throw new ServiceErrorException(ErrorCode.INTERNAL, "planted");
                    }
                });
        try (Messaging messaging = nats.consuming(policy(), handler)) {
            Eventually.that(SOON, () -> opened(messaging) >= 5);
            broken[0] = false;
            Eventually.that(SOON, () -> done.size() == EVENTS);
        }
        assertThat(deadLetters()).isZero();
    }

    @Test
    void aFlappingServiceLosesNothingAndEndsWithAllDone() {
        publish();
        AtomicInteger calls = new AtomicInteger();
        EventHandler<Thing> handler =
                needing(() -> {
                    if (calls.incrementAndGet() / 7 % 2 == 0) {
                        throw new ServiceErrorException(ErrorCode.UNAVAILABLE, "planted");
                    }
                });
        try (Messaging messaging = nats.consuming(policy(), handler)) {
            Eventually.that(SOON, () -> done.size() == EVENTS);
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
        assertThat(deadLetters()).isZero();
    }

    @Test
    void whileItIsOpenADrainGivesBackWhatWaitsAndLosesNothing() {
        publish();
        EventHandler<Thing> handler =
                needing(() -> {
                    throw new NoRespondersException("downstream");
                });
        Messaging messaging = nats.consuming(policy(), handler);
        Eventually.that(SOON, () -> status(messaging).state().equals("open"));
        messaging.drain(Duration.ofSeconds(10));
        try (Messaging next = nats.consuming(policy(), needing(() -> {}))) {
            Eventually.that(SOON, () -> done.size() == EVENTS);
            assertThat(next.state()).isEqualTo(ConnectionState.CONNECTED);
        }
        assertThat(deadLetters()).isZero();
    }

    @Test
    void whatWillComeAgainHoweverOftenItIsTriedIsDeadAtOnce() {
        nats.publish(List.of(event("a", 1), event("b", 2)));
        EventHandler<Thing> handler =
                event -> {
                    attempts.incrementAndGet();
                    if (event.key().equals("a")) {
                        throw new ServiceErrorException(ErrorCode.CONFLICT, "planted");
                    }
                    throw new Hopeless();
                };
        try (Messaging messaging = nats.consuming(policy(), handler)) {
            Eventually.that(SOON, () -> deadLetters() == 2);
            assertThat(attempts).hasValue(2);
            assertThat(messaging.deadLetters().list(DeadLetterFilter.all(), 0, 10))
                    .extracting(DeadLetter::kind)
                    .containsOnly("handler");
        }
    }

    @Test
    void anEventThatAnotherServiceAlwaysFailsOnIsExhaustedOnceOthersGotThrough() {
        nats.publish(List.of(event("bad", 1)));
        EventHandler<Thing> handler =
                event -> {
                    attempts.incrementAndGet();
                    if (event.key().equals("bad")) {
                        throw new ServiceErrorException(ErrorCode.INTERNAL, "planted");
                    }
                    return Outcome.done();
                };
        try (Messaging messaging = nats.consuming(policy(), handler)) {
            Eventually.that(SOON, () -> attempts.get() > 5);
            assertThat(deadLetters()).isZero();
            JetStreamFixture.publish(messaging, List.of(event("good", 2)));
            Eventually.that(SOON, () -> deadLetters() == 1);
        }
    }

    private long deadLetters() {
        return nats.streamState("DEAD_LETTERS").path("messages").asLong(-1);
    }

    private static final class Hopeless extends RuntimeException implements PermanentFailure {
        private static final long serialVersionUID = 1L;
    }
}
