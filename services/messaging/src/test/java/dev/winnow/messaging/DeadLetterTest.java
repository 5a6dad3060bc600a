package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.localservers.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterTest {
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
    void poisonGoesToTheDeadLettersWithItsCauseAndItsNeighboursGoOn() {
        EventMessage good = event("a", 1);
        Map<String, String> unknownType = new HashMap<>(good.headers());
        unknownType.put(WinnowHeaders.CE_TYPE, "dev.example.other.v1");
        unknownType.put("X-Kept", "yes");
        nats.publish(
                List.of(
                        good,
                        raw("b", "1", good.headers(), "not json"),
                        raw("c", "2", Map.of(), "{}"),
                        raw("d", "3", unknownType, "{}"),
                        event("e", 2)));
        List<Event<JetStreamFixture.Thing>> seen = new CopyOnWriteArrayList<>();
        try (Messaging messaging = nats.consuming(quick(), collect(seen))) {
            Eventually.that(SOON, () -> deadLetters() == 3 && pending() == 0);
            assertThat(seen).extracting(Event::key).containsExactlyInAnyOrder("a", "e");
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
        RawReply dead = deadLetterOf("d");
        assertThat(dead.headers())
                .containsEntry(WinnowHeaders.DEAD_LETTER_STREAM, "TEST")
                .containsEntry(WinnowHeaders.DEAD_LETTER_SUBJECT, "events.test.happened.v1.d")
                .containsEntry(WinnowHeaders.DEAD_LETTER_CONSUMER, "worker")
                .containsEntry(WinnowHeaders.DEAD_LETTER_DELIVERIES, "1")
                .containsEntry(
                        WinnowHeaders.DEAD_LETTER_REASON,
                        "nothing here handles events of type dev.example.other.v1")
                .containsEntry(WinnowHeaders.CE_ID, unknownType.get(WinnowHeaders.CE_ID))
                .containsEntry("X-Kept", "yes");
        assertThat(dead.body()).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aHandlerThatThrowsAnErrorEachTimeEndsInTheDeadLettersAndTheConsumerLives() {
        nats.publish(List.of(event("a", 1), event("b", 2)));
        AtomicInteger attempts = new AtomicInteger();
        List<Event<JetStreamFixture.Thing>> seen = new CopyOnWriteArrayList<>();
        EventHandler<JetStreamFixture.Thing> handler =
                event -> {
                    if (event.key().equals("a")) {
                        attempts.incrementAndGet();
                        throw new StackOverflowError("planted");
                    }
                    seen.add(event);
                    return Outcome.done();
                };
        try (Messaging messaging = nats.consuming(quick().withMaxDeliveries(3), handler)) {
            Eventually.that(SOON, () -> deadLetters() == 1 && pending() == 0);
            assertThat(attempts).hasValue(3);
            JetStreamFixture.publish(messaging, List.of(event("c", 3)));
            Eventually.that(SOON, () -> seen.size() == 2);
        }
        assertThat(deadLetterOf("a").headers())
                .containsEntry(WinnowHeaders.DEAD_LETTER_DELIVERIES, "3")
                .containsEntry(
                        WinnowHeaders.DEAD_LETTER_EXCEPTION, StackOverflowError.class.getName())
                .containsEntry(WinnowHeaders.DEAD_LETTER_REASON, "StackOverflowError: planted")
                .containsKeys(
                        WinnowHeaders.DEAD_LETTER_FIRST_FAILURE,
                        WinnowHeaders.DEAD_LETTER_LAST_FAILURE);
    }

    @Test
    void aTransientFailureUsesUpNoAttempts() {
        nats.publish(List.of(event("a", 1)));
        AtomicInteger attempts = new AtomicInteger();
        EventHandler<JetStreamFixture.Thing> handler =
                event -> {
                    if (attempts.incrementAndGet() < 10) {
                        throw new Unreachable();
                    }
                    return Outcome.done();
                };
        try (Messaging messaging = nats.consuming(quick().withMaxDeliveries(2), handler)) {
            Eventually.that(SOON, () -> attempts.get() == 10 && pending() == 0);
            assertThat(deadLetters()).isZero();
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void theOriginalStaysUnacknowledgedWhileTheDeadLettersTakeNothing() {
        nats.publish(List.of(event("a", 1)));
        nats.ask("$JS.API.STREAM.DELETE.DEAD_LETTERS");
        AtomicInteger attempts = new AtomicInteger();
        EventHandler<JetStreamFixture.Thing> handler =
                event -> {
                    attempts.incrementAndGet();
                    return Outcome.deadLetter("never");
                };
        try (Messaging messaging = nats.consuming(quick(), handler)) {
            Eventually.that(SOON, () -> attempts.get() == 1);
            assertThat(ackPending()).isEqualTo(1);
            nats.apply();
            Eventually.that(SOON, () -> deadLetters() == 1 && pending() == 0);
            assertThat(attempts).hasValue(1);
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    private EventHandler<JetStreamFixture.Thing> collect(List<Event<JetStreamFixture.Thing>> seen) {
        return event -> {
            seen.add(event);
            return Outcome.done();
        };
    }

    private static EventMessage raw(
            String key, String id, Map<String, String> headers, String body) {
        return new EventMessage(
                "TEST",
                "events.test.happened.v1." + key,
                id,
                headers,
                body.getBytes(StandardCharsets.UTF_8));
    }

    private RawReply deadLetterOf(String key) {
        long count = deadLetters();
        for (long i = 1; i <= count; i++) {
            RawReply reply = nats.message("DEAD_LETTERS", i);
            if (("events.test.happened.v1." + key)
                    .equals(reply.headers().get(WinnowHeaders.DEAD_LETTER_SUBJECT))) {
                return reply;
            }
        }
        throw new AssertionError("no dead letter of key " + key);
    }

    private long deadLetters() {
        return nats.streamState("DEAD_LETTERS").path("messages").asLong(0);
    }

    private long pending() {
        return nats.consumerInfo().path("num_pending").asLong(-1) + ackPending();
    }

    private long ackPending() {
        return nats.consumerInfo().path("num_ack_pending").asLong(-1);
    }

    private static final class Unreachable extends RuntimeException implements TransientFailure {
        private static final long serialVersionUID = 1L;
    }
}
