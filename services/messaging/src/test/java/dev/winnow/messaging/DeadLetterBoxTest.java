package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.WinnowHeaders;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.JetStreamFixture.Thing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterBoxTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir private Path folder;
    private JetStreamFixture nats;
    private Messaging tool;
    private DeadLetterBox box;
    private final List<Event<Thing>> handled = new CopyOnWriteArrayList<>();
    private volatile boolean broken = true;

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
        tool = nats.connect();
        box = tool.deadLetters();
    }

    @AfterEach
    void stopServer() {
        tool.close();
        nats.close();
    }

    @Test
    void aRedrivenEventReachesItsConsumerOnceMoreAsTheSameEvent() {
        EventMessage event = event("a", 1);
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            DeadLetter letter = dead(event).getFirst();
            broken = false;
            assertThat(box.redrive(letter.sequence())).isInstanceOf(Redrive.Done.class);
            Eventually.that(SOON, () -> handled.size() == 1);
            assertThat(handled.getFirst().id()).isEqualTo(event.id());
            assertThat(handled.getFirst().key()).isEqualTo("a");
            assertThat(handled.getFirst().effectId()).isEqualTo(event.id());
            assertThat(box.list(DeadLetterFilter.all(), 0, 10)).isEmpty();
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void redrivenTwiceAndConcurrentlyInsideTheDuplicateWindowItIsOnePublish() throws Exception {
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            long sequence = dead(event("a", 1)).getFirst().sequence();
            broken = false;
            Callable<Redrive> redrive = () -> box.redrive(sequence);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Redrive> outcomes =
                        threads.invokeAll(Collections.nCopies(20, redrive)).stream()
                                .map(f -> f.resultNow())
                                .toList();
                assertThat(outcomes).noneMatch(o -> o instanceof Redrive.Refused);
                assertThat(outcomes)
                        .filteredOn(o -> o instanceof Redrive.Done done && !done.before())
                        .hasSize(1);
            }
            assertThat(box.redrive(sequence)).isEqualTo(new Redrive.Gone());
            JetStreamFixture.publish(messaging, List.of(event("a", 2)));
            Eventually.that(SOON, () -> handled.size() == 2);
            assertThat(nats.streamState("TEST").path("messages").asInt()).isEqualTo(3);
        }
    }

    @Test
    void anEventThatDiesAgainKeepsItsHistoryAndItsOrigin() {
        EventMessage event = event("a", 1);
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            DeadLetter first = dead(event).getFirst();
            for (int times = 1; times <= DeadLetter.MOST_HISTORY + 2; times++) {
                box.redrive(box.list(DeadLetterFilter.all(), 0, 10).getFirst().sequence());
                Eventually.that(SOON, () -> letters() == 1);
            }
            DeadLetter last = box.list(DeadLetterFilter.all(), 0, 10).getFirst();
            assertThat(last.redrives()).isEqualTo(DeadLetter.MOST_HISTORY + 2);
            assertThat(last.history()).hasSize(DeadLetter.MOST_HISTORY);
            assertThat(last.history().getFirst().reason()).isEqualTo("planted");
            assertThat(last.history().getFirst().kind()).isEqualTo("handler");
            assertThat(last.firstFailure()).isEqualTo(first.firstFailure());
            assertThat(last.subject()).isEqualTo("events.test.happened.v1.a");
            assertThat(last.originalSequence()).isEqualTo(first.originalSequence());
            assertThat(last.eventId()).contains(event.id());
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void headersOfStrangersAreNoHistory() {
        EventMessage plain = event("a", 1);
        var headers = new HashMap<>(plain.headers());
        headers.put(WinnowHeaders.DEAD_LETTER_REDRIVES, "7");
        headers.put(WinnowHeaders.DEAD_LETTER_HISTORY, "{}");
        EventMessage forged =
                new EventMessage(
                        plain.stream(), plain.subject(), plain.id(), headers, plain.body());
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            DeadLetter letter = dead(forged).getFirst();
            assertThat(letter.redrives()).isZero();
            assertThat(letter.history()).isEmpty();
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void listsByConsumerTypeAgeAndReason() {
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            DeadLetter letter = dead(event("a", 1)).getFirst();
            Instant came = letter.message().time();
            DeadLetterFilter all = DeadLetterFilter.all();
            assertThat(letter.message().body()).isEmpty();
            assertThat(
                            List.of(
                                    all.withConsumer("worker"),
                                    all.withConsumer("TEST/worker"),
                                    all.withType(JetStreamFixture.HAPPENED.type()),
                                    all.withAfter(came.minusSeconds(1)),
                                    all.withBefore(came.plusSeconds(1)),
                                    all.withReason("handler"),
                                    all.withReason("PLANT")))
                    .allSatisfy(filter -> assertThat(box.list(filter, 0, 10)).hasSize(1));
            assertThat(
                            List.of(
                                    all.withConsumer("other"),
                                    all.withConsumer("OTHER/worker"),
                                    all.withType("other"),
                                    all.withAfter(came.plusSeconds(1)),
                                    all.withBefore(came.minusSeconds(1)),
                                    all.withReason("poison")))
                    .allSatisfy(filter -> assertThat(box.list(filter, 0, 10)).isEmpty());
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void listsInPages() {
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            dead(event("a", 1), event("b", 2), event("c", 3));
            List<DeadLetter> first = box.list(DeadLetterFilter.all(), 0, 2);
            List<DeadLetter> second =
                    box.list(DeadLetterFilter.all(), first.getLast().sequence(), 2);
            assertThat(first).hasSize(2);
            assertThat(second).hasSize(1);
            assertThat(box.lastSequence()).isEqualTo(second.getFirst().sequence());
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aDiscardedDeadLetterIsGone() {
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            long sequence = dead(event("a", 1)).getFirst().sequence();
            assertThat(box.discard(sequence)).isTrue();
            assertThat(box.discard(sequence)).isFalse();
            assertThat(box.redrive(sequence)).isEqualTo(new Redrive.Gone());
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aConsumerThatTakesNoReplaysIsNotRedrivenIntoNothing() {
        try (Messaging messaging = nats.consuming(quick(), this::handle)) {
            long sequence = dead(event("a", 1)).getFirst().sequence();
            nats.write(
                    "consumers/TEST/worker.json",
                    """
                    {"durable_name": "worker", "filter_subjects": ["events.test.>"]}
                    """);
            nats.apply();
            assertThat(box.redrive(sequence))
                    .isInstanceOfSatisfying(
                            Redrive.Refused.class,
                            refused -> assertThat(refused.reason()).contains("winnow nats apply"));
            assertThat(box.get(sequence)).isPresent();
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    private Outcome handle(Event<Thing> event) {
        if (broken) {
            return Outcome.deadLetter("planted");
        }
        handled.add(event);
        return Outcome.done();
    }

    private List<DeadLetter> dead(EventMessage... events) {
        nats.publish(List.of(events));
        Eventually.that(SOON, () -> letters() == events.length);
        return box.list(DeadLetterFilter.all(), 0, 10);
    }

    private int letters() {
        return tool.stream("DEAD_LETTERS").state().messages() == 0
                ? 0
                : box.list(DeadLetterFilter.all(), 0, 100).size();
    }
}
