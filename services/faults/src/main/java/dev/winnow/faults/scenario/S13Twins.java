package dev.winnow.faults.scenario;

import dev.winnow.faults.counter.Behaviour;
import dev.winnow.faults.counter.CounterContracts;
import dev.winnow.faults.counter.CounterContracts.Fact;
import dev.winnow.faults.counter.DeliveryLine;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Messaging;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One event is in the stream twice, under different message ids, and two workers handle the copies
 * at the same moment.
 */
final class S13Twins implements Scenario<CounterWorld> {
    private static final int PAIRS = 60;
    private static final int LEAST_APART = 5;
    private static final Duration OVERLAP = Duration.ofMillis(100);
    private static final Duration SOON = Duration.ofSeconds(30);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        Workers workers = new Workers(world);
        String prefix = story.prefix() + "twin-";
        for (int n = 0; n < PAIRS; n++) {
            Fact fact =
                    new Fact(UUID.randomUUID().toString(), prefix + n, 1, Behaviour.hold(OVERLAP));
            world.database(CounterWorld.WRITER)
                    .execute(
                            "INSERT INTO commits (id, key, sequence) VALUES (?, ?, 1)",
                            fact.id(),
                            fact.key());
            EventMessage event =
                    EventMessage.of(
                            CounterContracts.RACED,
                            fact,
                            UUID.randomUUID().toString(),
                            Instant.now());
            publish(world.driver(), event, "first");
            publish(world.driver(), event, "second");
            if (n % 4 == 0) {
                story.pause(OVERLAP);
            }
        }
        story.await(SOON, "all are consumed", () -> isConsumed(world));
        Map<String, List<DeliveryLine>> pairs =
                workers.deliveries(prefix).stream()
                        .collect(Collectors.groupingBy(DeliveryLine::key));
        long apart = pairs.values().stream().filter(S13Twins::atOnceInTwoWorkers).count();
        story.require(apart >= LEAST_APART, "only " + apart + " pairs were in two workers at once");
        story.fired(apart + " pairs were with both workers at the same moment");
        story.require(
                pairs.values().stream().allMatch(copies -> copies.size() >= 2),
                "a copy was never delivered");
        story.require(workers.effects(prefix) == PAIRS, "not one effect for each pair");
    }

    private static void publish(Messaging from, EventMessage event, String copy) {
        Map<String, String> headers = new HashMap<>(event.headers());
        headers.put("Nats-Msg-Id", event.id() + "-" + copy);
        from.raw().publish(event.subject(), event.body(), headers);
    }

    private static boolean isConsumed(CounterWorld world) {
        var info = world.consumer(world.driver(), CounterContracts.STREAM, CounterContracts.RACER);
        return info.path("num_pending").asInt(-1) == 0
                && info.path("num_ack_pending").asInt(-1) == 0;
    }

    private static boolean atOnceInTwoWorkers(List<DeliveryLine> copies) {
        DeliveryLine first = copies.getFirst();
        DeliveryLine second = copies.get(Math.min(1, copies.size() - 1));
        return !first.worker().equals(second.worker())
                && Duration.between(first.at(), second.at()).compareTo(OVERLAP) < 0;
    }
}
