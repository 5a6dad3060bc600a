package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.localservers.CountingToll;
import dev.winnow.localservers.Direction;
import dev.winnow.localservers.Toll;
import dev.winnow.localservers.Verdict;
import java.time.Duration;

/**
 * The database is killed in the middle of transactions; and connections end when the server has
 * committed and its answer is on the way, so that nobody can know.
 */
final class S05PostgresRestarted implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int COMMITS = 3;

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        for (int i = 0; i < 2; i++) {
            long before = world.counts().acceptances();
            story.pause(story.between(Duration.ofMillis(200), Duration.ofMillis(1500)));
            world.killPostgres();
            story.fired("SIGKILL of PostgreSQL");
            story.pause(story.between(Duration.ofMillis(100), Duration.ofSeconds(1)));
            world.startPostgres();
            awaitMore(world, story, before);
        }
        for (int i = 0; i < COMMITS; i++) {
            ambiguous(world, story, CounterWorld.WRITER);
            ambiguous(world, story, CounterWorld.WORKER_1);
        }
        awaitMore(world, story, world.counts().acceptances());
    }

    /** The standing-by worker commits nothing, so either may be the one. */
    private static void ambiguous(CounterWorld world, Story story, String name) throws Exception {
        CountingToll toll =
                Toll.nth(
                        1 + story.draw(5),
                        unit ->
                                unit.direction() == Direction.TO_CLIENT
                                        && unit.tag().equals("COMMIT"),
                        Verdict.CUT);
        for (ServiceProcess process : world.processes()) {
            if (process.name().regionMatches(0, name, 0, 5)) {
                process.links().postgres().toll(toll);
            }
        }
        story.require(toll.awaitFired(Duration.ofSeconds(20)), "no COMMIT of " + name);
        story.fired("COMMIT of " + name + " done, its answer lost");
        world.processes().forEach(process -> process.links().heal());
    }

    private static void awaitMore(CounterWorld world, Story story, long before) {
        story.await(SOON, "writes are accepted", () -> world.counts().acceptances() > before + 50);
    }
}
