package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.winnow.localservers.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

/** A process that follows another one as the served one, whose long pauses it has to expect. */
class TakeOverTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Far longer than a test waits. */
    private static final ConsumerPolicy PATIENT = quick().withMaxBackoff(Duration.ofMinutes(10));

    private final Map<String, List<Integer>> seen = new ConcurrentHashMap<>();

    @TempDir private Path folder;
    private JetStreamFixture nats;

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
        nats.write(
                "consumers/TEST/worker.json",
                """
                {"durable_name": "worker", "ack_policy": "explicit", "ack_wait": 2000000000,
                 "priority_policy": "pinned_client", "priority_groups": ["ordered"],
                 "priority_timeout": 3000000000}
                """);
        nats.apply();
    }

    @AfterEach
    void stopServer() {
        nats.close();
    }

    @Test
    @Execution(CONCURRENT)
    void aKeyGoesOnThoughItsLastEventsWereDoneElsewhereAboveOneThatIsNotDone() {
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger stuckElsewhere = new AtomicInteger();
        nats.publish(List.of(event("floor", 0)));
        nats.publish(ofOneKey(0, 50));
        Messaging leaving = nats.consuming(PATIENT, stuckIn("floor", stuck, new AtomicInteger()));
        Eventually.that(SOON, () -> numbers("one").size() == 50);
        leaving.close();
        try (Messaging following =
                nats.consuming(PATIENT, stuckIn("floor", stuck, stuckElsewhere))) {
            nats.publish(ofOneKey(50, 100));
            Eventually.that(SOON, () -> numbers("one").size() == 100);
            assertThat(stuckElsewhere).as("the floor has not moved").hasValue(1);
            assertThat(numbers("one")).isSorted();
            assertThat(following.state()).isEqualTo(ConnectionState.CONNECTED);
            stuck.countDown();
        }
    }

    @Test
    @Execution(CONCURRENT)
    void whatWasSentBackForLongIsNotOvertakenByWhatTheFollowerKnows() {
        Duration away = Duration.ofSeconds(15); // longer than another process may stay unaware
        AtomicInteger sentBack = new AtomicInteger();
        nats.publish(List.of(event("one", 0)));
        try (Messaging leaving =
                nats.consuming(
                        PATIENT,
                        event -> {
                            sentBack.incrementAndGet();
                            return Outcome.retryLater(away, "not yet");
                        })) {
            Eventually.that(SOON, () -> sentBack.get() == 1);
            leaving.drain(SOON); // so that the server has surely heard of it
        }
        nats.publish(ofOneKey(1, 20));
        nats.publish(List.of(event("other", 0)));
        try (Messaging following = nats.consuming(PATIENT, this::done)) {
            Eventually.that(SOON, () -> numbers("one").size() == 20);
            assertThat(numbers("one")).isSorted();
            assertThat(numbers("other")).hasSize(1);
            assertThat(following.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    @Execution(CONCURRENT)
    void whoIsDisplacedKeepsNothingFromTheFollower() {
        AtomicInteger tried = new AtomicInteger();
        ConsumerPolicy policy = PATIENT.withBackoff(Duration.ofSeconds(2));
        try (Messaging displaced =
                nats.consuming(
                        policy,
                        event -> {
                            tried.incrementAndGet();
                            throw new Unavailable();
                        })) {
            nats.publish(ofOneKey(0, 20));
            // It waits for its next attempt, and the others behind it.
            Eventually.that(SOON, () -> tried.get() > 0);
            try (Messaging following = nats.consuming(policy, this::done)) {
                nats.unpin();
                nats.publish(ofOneKey(20, 40));
                Eventually.that(SOON, () -> numbers("one").size() == 40);
                assertThat(numbers("one")).isSorted();
                assertThat(List.of(displaced.state(), following.state()))
                        .containsOnly(ConnectionState.CONNECTED);
            }
        }
    }

    /** What the handler needs is not there; it says nothing about the event. */
    private static final class Unavailable extends RuntimeException implements TransientFailure {
        private static final long serialVersionUID = 1L;
    }

    private EventHandler<JetStreamFixture.Thing> stuckIn(
            String key, CountDownLatch stuck, AtomicInteger times) {
        return event -> {
            if (event.key().equals(key)) {
                times.incrementAndGet();
                stuck.await();
            }
            return done(event);
        };
    }

    private Outcome done(Event<JetStreamFixture.Thing> event) {
        List<Integer> numbers = numbers(event.key());
        if (!numbers.contains(event.data().number())) {
            numbers.add(event.data().number());
        }
        return Outcome.done();
    }

    private List<Integer> numbers(String key) {
        return seen.computeIfAbsent(key, _ -> new CopyOnWriteArrayList<>());
    }

    private static List<EventMessage> ofOneKey(int from, int to) {
        List<EventMessage> events = new ArrayList<>();
        for (int i = from; i < to; i++) {
            events.add(event("one", i));
        }
        return events;
    }
}
