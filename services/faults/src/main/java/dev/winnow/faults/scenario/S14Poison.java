package dev.winnow.faults.scenario;

import dev.winnow.faults.counter.CounterContracts;
import dev.winnow.faults.counter.CounterContracts.Fact;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.messaging.DeadLetter;
import dev.winnow.messaging.DeadLetterBox;
import dev.winnow.messaging.DeadLetterFilter;
import dev.winnow.messaging.EventMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What cannot be read or handled: broken bytes, a wrong schema, headers that are none, a handler
 * that throws an error.
 */
final class S14Poison implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 5;
    private static final int NEIGHBOURS = 4;
    private static final List<String> MALFORMED =
            List.of(
                    "bad key: a blank in the name",
                    "a line without a colon",
                    "x-ümlaut: ärger",
                    ": no name");

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        Workers workers = new Workers(world);
        DeadLetterBox letters = world.driver().deadLetters();
        long behind = letters.lastSequence();
        ServiceProcess worker = workers.active();
        double broken = workers.meter("winnow_nats_reader_failures_total");
        double lost = workers.meter("winnow_nats_reconnects_total");
        // None of these is promised an effect, so none is a fact of the story.
        String key = "poison-" + UUID.randomUUID();
        EventMessage good = event(key + "-good");
        String subject = CounterContracts.WRITTEN.subject(fact(key + "-raw"));
        publish(world, subject, "{\"id\": \"", good.headers());
        publish(world, subject, "{\"id\":\"x\",\"key\":\"\",\"sequence\":0}", good.headers());
        publish(world, subject, "{}", Map.of());
        try (RawSocket socket = new RawSocket(world.server().port())) {
            for (String line : MALFORMED) {
                socket.publish(subject, line, "{}");
            }
        }
        world.write(key + "-error", 1, "error");
        for (int n = 2; n <= 1 + NEIGHBOURS; n++) {
            world.write(key + "-error", n, "");
        }
        int dead = 3 + MALFORMED.size() + 1;
        story.fired(dead + " that cannot be handled, with " + worker.name());
        Duration took =
                story.await(
                        SOON, "all are dead letters", () -> dead(letters, behind).size() >= dead);
        story.figure("dead after", took);
        List<DeadLetter> found = dead(letters, behind);
        story.require(found.size() == dead, found.size() + " dead letters: " + found);
        for (DeadLetter letter : found) {
            boolean isError = letter.subject().endsWith("-error");
            story.require(!letter.reason().isBlank(), "no cause: " + letter);
            story.require(
                    letter.kind().equals(isError ? "exhausted" : "poison"),
                    "of a wrong kind: " + letter);
            story.require(letter.deliveries() == (isError ? ATTEMPTS : 1), "attempts: " + letter);
            story.require(
                    !isError || letter.exception().orElse("").contains("AssertionError"),
                    "not the error that was thrown: " + letter);
        }
        story.await(
                SOON,
                "the poison's neighbours of the same key have their effect",
                () -> workers.effects(key + "-error") == NEIGHBOURS);
        long others = workers.effects(story.prefix());
        story.await(SOON, "others go on", () -> workers.effects(story.prefix()) > others + 100);
        story.require(
                workers.meter("winnow_nats_reader_failures_total") == broken
                        && workers.meter("winnow_nats_reconnects_total") == lost,
                "the connection did not live through it");
        found.forEach(letter -> letters.discard(letter.sequence()));
    }

    private static Fact fact(String key) {
        return new Fact(UUID.randomUUID().toString(), key, 1, "");
    }

    private static EventMessage event(String key) {
        String id = UUID.randomUUID().toString();
        return EventMessage.of(CounterContracts.WRITTEN, fact(key), id, Instant.now());
    }

    private static void publish(
            CounterWorld world, String subject, String body, Map<String, String> headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        world.driver().raw().publish(subject, bytes, headers);
    }

    private static List<DeadLetter> dead(DeadLetterBox letters, long behind) {
        return letters.list(DeadLetterFilter.all(), behind, 100);
    }
}
