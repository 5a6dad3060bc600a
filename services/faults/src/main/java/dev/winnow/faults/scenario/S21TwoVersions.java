package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import java.time.Duration;
import java.util.List;

/**
 * Beside the writer there is one that writes the second version of the event's contract. All
 * processes are told to stop and started again, one after the other, under load.
 */
final class S21TwoVersions implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        ServiceProcess newer = world.start(world.writer("writer-v2", 2), CounterWorld.WRITER);
        newer.awaitReady();
        story.pause(Duration.ofSeconds(2));
        for (String name :
                List.of(CounterWorld.WRITER, CounterWorld.WORKER_1, CounterWorld.WORKER_2)) {
            ServiceProcess process = world.process(name);
            int code = process.terminate();
            story.fired("SIGTERM of " + name + ", which ended with " + code);
            story.require(code == 0 || code == Units.BY_SIGTERM, "it ended with " + code);
            story.pause(Duration.ofSeconds(1));
            process.startAgain();
            process.awaitReady();
            story.pause(Duration.ofSeconds(1));
        }
        int code = newer.terminate();
        story.fired("SIGTERM of the newer writer, which ended with " + code);
        world.remove(newer);
        world.stopLoad();
        story.await(SOON, "settled", world::isSettled);
        for (int version = 1; version <= 2; version++) {
            long facts = facts(world, story, version);
            story.figure("facts of version " + version, facts);
            story.require(facts > 0, "no fact of version " + version);
        }
        long again = world.copies(story);
        story.figure("delivered again", again);
        story.require(again == 0, again + " deliveries were made again");
    }

    private static long facts(CounterWorld world, Story story, int version) throws Exception {
        return world.database(CounterWorld.WRITER)
                .number(
                        "SELECT count(*) FROM datastore.outbox WHERE subject LIKE ?",
                        "events.counter.written.v%d.%s%%".formatted(version, story.prefix()));
    }
}
