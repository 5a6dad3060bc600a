package dev.winnow.messaging;

import static dev.winnow.messaging.JetStreamFixture.STREAM;
import static dev.winnow.messaging.JetStreamFixture.event;
import static dev.winnow.messaging.JetStreamFixture.quick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.JetStreamFixture.Thing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir private Path folder;
    private JetStreamFixture nats;
    private Messaging tool;

    @BeforeEach
    void startServer() {
        nats = JetStreamFixture.start(folder);
        tool = nats.connect();
    }

    @AfterEach
    void stopServer() {
        tool.close();
        nats.close();
    }

    /** A read model with an inbox, both in memory. */
    private static final class Model {
        final Set<String> inbox = ConcurrentHashMap.newKeySet();
        final Map<String, Integer> effects = new ConcurrentHashMap<>();
        final AtomicInteger deliveries = new AtomicInteger();

        Outcome handle(Event<Thing> event) {
            if (inbox.add(event.effectId())) {
                effects.merge(event.key(), 1, Integer::sum);
            }
            deliveries.incrementAndGet();
            return Outcome.done();
        }
    }

    @Test
    void aReplayWithEffectsOnceGivesOnlyWhatWasMissed() throws Exception {
        publish(30);
        Model model = new Model();
        try (Messaging messaging = nats.consuming(quick(), model::handle)) {
            Eventually.that(SOON, () -> model.deliveries.get() == 30);
            model.effects.remove("k3");
            model.inbox.removeIf(id -> id.equals(idOf(4)));
            ReplayProgress end = run(toWorker());
            assertThat(end.stopped()).isEmpty();
            assertThat(end.published()).isEqualTo(30);
            Eventually.that(SOON, () -> model.deliveries.get() == 60);
            assertThat(model.effects).hasSize(30).allSatisfy((k, n) -> assertThat(n).isOne());
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aReadModelIsRebuiltWithEachEffectOncePerRun() throws Exception {
        publish(30);
        Model model = new Model();
        try (Messaging messaging = nats.consuming(quick(), model::handle)) {
            Eventually.that(SOON, () -> model.deliveries.get() == 30);
            model.effects.clear();
            ReplayPlan again = toWorker().withEffectsAgain().withRun("rebuild-1");
            run(again);
            ReplayProgress repeated = run(again);
            assertThat(repeated.before()).isEqualTo(30);
            Eventually.that(SOON, () -> model.effects.size() == 30);
            run(again.withRun("rebuild-2"));
            Eventually.that(SOON, () -> model.deliveries.get() == 90);
            assertThat(model.effects).allSatisfy((k, n) -> assertThat(n).isEqualTo(2));
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void aConsumerThatJoinsLateGetsEverythingAndNoCopiesOfOthers() throws Exception {
        publish(20);
        List<String> early = new CopyOnWriteArrayList<>();
        List<String> late = new CopyOnWriteArrayList<>();
        nats.write(
                "streams/TEST.json",
                """
                {"name": "TEST", "subjects": ["events.test.>", "replay.worker.>", "replay.late.>"]}
                """);
        nats.write(
                "consumers/TEST/late.json",
                """
                {"durable_name": "late", "ack_policy": "explicit", "ack_wait": 2000000000,
                 "deliver_policy": "new", "max_deliver": -1,
                 "filter_subjects": ["events.test.>", "replay.late.events.test.>"]}
                """);
        nats.apply();
        try (Messaging one = nats.consuming(quick(), collect(early));
                Messaging other = nats.connect()) {
            other.consumer(STREAM, "late", quick())
                    .on(JetStreamFixture.HAPPENED, collect(late))
                    .register();
            other.start();
            Eventually.that(SOON, () -> early.size() == 20);
            assertThat(late).isEmpty();
            run(ReplayPlan.toConsumer(STREAM, StreamQuery.all(), "late"));
            Eventually.that(SOON, () -> late.size() == 20);
            JetStreamFixture.publish(one, List.of(event("last", 99)));
            Eventually.that(SOON, () -> early.contains("last") && late.contains("last"));
            assertThat(early).hasSize(21);
            assertThat(late).hasSize(21);
        }
    }

    @Test
    void theOrderOfAKeyIsKept() throws Exception {
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(event("k" + i % 5, i));
        }
        nats.publish(events);
        Map<String, List<Integer>> seen = new ConcurrentHashMap<>();
        EventHandler<Thing> handler =
                event -> {
                    seen.computeIfAbsent(event.key(), k -> new CopyOnWriteArrayList<>())
                            .add(event.data().number());
                    return Outcome.done();
                };
        try (Messaging messaging = nats.consuming(quick(), handler)) {
            Eventually.that(SOON, () -> total(seen) == 200);
            seen.clear();
            run(toWorker());
            Eventually.that(SOON, () -> total(seen) == 200);
            assertThat(seen.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
            assertThat(messaging.state()).isEqualTo(ConnectionState.CONNECTED);
        }
    }

    @Test
    void goesToASubjectOfItsOwnWithTheOriginalsBehindThePrefix() throws Exception {
        publish(3);
        List<String> subjects = new CopyOnWriteArrayList<>();
        try (var listening = tool.raw().subscribe("copy.>", m -> subjects.add(m.subject()))) {
            ReplayProgress end =
                    run(ReplayPlan.toSubject(STREAM, StreamQuery.all().from(2), "copy.>"));
            assertThat(end.published()).isEqualTo(2);
            Eventually.that(SOON, () -> subjects.size() == 2);
            assertThat(subjects).allMatch(s -> s.startsWith("copy.events.test.happened.v1.k"));
            assertThat(listening.isOpen()).isTrue();
        }
    }

    @Test
    void keepsToItsRate() throws Exception {
        publish(30);
        long began = System.nanoTime();
        tool.replay().run(toWorker(), Pace.perSecond(50), now -> {});
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThan(Duration.ofMillis(500));
    }

    @Test
    void saysWhereItStoppedAndGoesOnFromThere() throws Exception {
        publish(30);
        Map<String, Object> limited = new HashMap<>();
        limited.put("name", STREAM);
        limited.put("max_msgs", 40);
        nats.write("streams/TEST.json", new String(Json.write(limited), StandardCharsets.UTF_8));
        nats.apply();
        ReplayProgress first = run(toWorker());
        assertThat(first.stopped()).isPresent();
        assertThat(first.upTo()).isLessThan(30);
        limited.put("max_msgs", 100);
        nats.write("streams/TEST.json", new String(Json.write(limited), StandardCharsets.UTF_8));
        nats.apply();
        ReplayProgress rest =
                run(
                        ReplayPlan.toConsumer(
                                STREAM, StreamQuery.all().from(first.upTo() + 1).to(30), "worker"));
        assertThat(rest.stopped()).isEmpty();
        assertThat(rest.upTo()).isEqualTo(30);
        assertThat(nats.streamState(STREAM).path("messages").asInt()).isEqualTo(60);
    }

    @Test
    void aConsumerThatTakesNoReplaysIsRefusedBeforeAnythingIsPublished() {
        publish(1);
        nats.write(
                "consumers/TEST/worker.json",
                """
                {"durable_name": "worker", "filter_subjects": ["events.test.>"]}
                """);
        nats.apply();
        assertThatThrownBy(() -> run(toWorker()))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("winnow nats apply");
        assertThatThrownBy(() -> run(ReplayPlan.toConsumer(STREAM, StreamQuery.all(), "none")))
                .isInstanceOf(JetStreamApiException.class);
        assertThat(nats.streamState(STREAM).path("messages").asInt()).isOne();
    }

    @Test
    void copiesThatDoNotFitIntoTheStreamAreRefused() {
        publish(30);
        nats.write("streams/TEST.json", "{\"name\": \"TEST\", \"max_bytes\": 15000}");
        nats.apply();
        assertThatThrownBy(() -> run(toWorker()))
                .isInstanceOf(ReplayRefusedException.class)
                .hasMessageContaining("max_bytes");
    }

    private ReplayPlan toWorker() {
        return ReplayPlan.toConsumer(STREAM, StreamQuery.all(), "worker");
    }

    private ReplayProgress run(ReplayPlan plan) throws InterruptedException {
        return tool.replay().run(plan, Pace.unlimited(), now -> {});
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            JetStreamFixture.publish(tool, List.of(event("k" + i, i)));
        }
    }

    private String idOf(long sequence) {
        return tool.stream(STREAM)
                .get(sequence)
                .flatMap(message -> message.header("ce-id"))
                .orElseThrow();
    }

    private static EventHandler<Thing> collect(List<String> keys) {
        return event -> {
            keys.add(event.key());
            return Outcome.done();
        };
    }

    private static int total(Map<String, List<Integer>> seen) {
        return seen.values().stream().mapToInt(List::size).sum();
    }
}
