package dev.winnow.faults.scenario;

import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** The database is gone for minutes, with a load on writer and workers. */
final class S06PostgresGone implements Scenario<CounterWorld> {
    private static final Duration GONE = Duration.ofMinutes(2);

    /** Of deliveries, over the time, for a breaker that probes one by one. */
    private static final double PER_SECOND = 10;

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        long served = world.effects();
        world.killPostgres();
        story.fired("PostgreSQL is gone");
        story.pause(Duration.ofSeconds(5)); // what was in flight has been given back
        JsonNode before = world.consumer();
        long refusedBefore = Units.refused(world);
        story.pause(GONE.minusSeconds(5));
        JsonNode after = world.consumer();
        double perSecond =
                (sequence(after, "delivered", "consumer_seq")
                                - sequence(before, "delivered", "consumer_seq"))
                        / (double) GONE.minusSeconds(5).toSeconds();
        story.figure("deliveries a second meanwhile", "%.2f".formatted(perSecond));
        story.figure("refused meanwhile", Units.refused(world) - refusedBefore);
        story.require(perSecond <= PER_SECOND, perSecond + " deliveries a second");
        story.require(
                sequence(after, "ack_floor", "stream_seq")
                        == sequence(before, "ack_floor", "stream_seq"),
                "events were acknowledged without a database");
        story.require(
                Units.refused(world) > refusedBefore,
                "requests were not refused with a typed error: " + world.counts());
        world.startPostgres();
        story.await(
                Duration.ofSeconds(60),
                "effects again",
                () -> Units.number(world::effects) > served + 50);
        story.require(world.deadLetters() == 0, world.deadLetters() + " dead letters");
    }

    private static long sequence(JsonNode info, String part, String name) {
        return info.path(part).path(name).asLong();
    }
}
