package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.messaging.DeadLetter;
import dev.winnow.messaging.DeadLetterBox;
import dev.winnow.messaging.DeadLetterFilter;
import dev.winnow.messaging.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The dead letters take nothing: once their stream is full, once it is gone. */
final class S15NoDeadLetters implements Scenario<CounterWorld> {
    private static final String STREAM = "DEAD_LETTERS";
    private static final Duration SOON = Duration.ofSeconds(40);

    /** More than twice the ack wait: without a lease it would have been delivered again. */
    private static final Duration LONG = Duration.ofSeconds(5);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        refused(world, story, "full", () -> fill(world));
        refused(
                world,
                story,
                "deleted",
                () -> api(world, "$JS.API.STREAM.DELETE." + STREAM, new byte[0]));
    }

    private static void refused(CounterWorld world, Story story, String how, Runnable fault)
            throws Exception {
        Workers workers = new Workers(world);
        ServiceProcess worker = workers.active();
        double failures = worker.meter("winnow_consumer_dead_letter_failures_total");
        String key = "dead-" + UUID.randomUUID();
        fault.run();
        story.fired("the stream of dead letters is " + how);
        world.write(key, 1, "error");
        story.await(
                SOON,
                "a dead letter was refused",
                () -> worker.meter("winnow_consumer_dead_letter_failures_total") > failures);
        story.require(
                worker.hasLogged("dead letters, which do not take it"), "the log says nothing");
        long before = workers.effects(story.prefix());
        int attempts = workers.deliveries(key).size();
        story.pause(LONG);
        story.require(
                world.consumer().path("num_ack_pending").asInt(0) > 0,
                "the original is not unacknowledged any more");
        story.require(
                workers.deliveries(key).size() == attempts,
                "the handler was run again while the dead letter waited");
        story.require(
                workers.effects(story.prefix()) > before + 100, "its neighbours did not go on");
        world.provision();
        DeadLetterBox letters = world.driver().deadLetters();
        Duration took =
                story.await(SOON, "it is a dead letter", () -> !dead(letters, key).isEmpty());
        story.figure("dead letter after there is room, " + how, took);
        story.pause(LONG);
        List<DeadLetter> found = dead(letters, key);
        story.require(found.size() == 1, "not one dead letter: " + found);
        letters.discard(found.getFirst().sequence());
    }

    private static List<DeadLetter> dead(DeadLetterBox letters, String key) {
        return letters.list(DeadLetterFilter.all(), 0, 1000).stream()
                .filter(letter -> letter.subject().endsWith(key))
                .toList();
    }

    /** Nothing fits into it any more. */
    private static void fill(CounterWorld world) {
        JsonNode info = world.stream(world.driver(), STREAM);
        ObjectNode config = (ObjectNode) info.path("config").deepCopy();
        config.put("max_bytes", Math.max(1, info.path("state").path("bytes").asLong()));
        api(world, "$JS.API.STREAM.UPDATE." + STREAM, Json.write(config));
    }

    private static void api(CounterWorld world, String subject, byte[] body) {
        JsonNode reply =
                Json.read(
                        world.driver().raw().request(subject, body, Map.of(), SOON).body(),
                        JsonNode.class);
        if (reply.has("error")) {
            throw new IllegalStateException(subject + ": " + reply.path("error"));
        }
    }
}
