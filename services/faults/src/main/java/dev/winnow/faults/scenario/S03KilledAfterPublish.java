package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.localservers.CountingToll;
import dev.winnow.localservers.Toll;
import dev.winnow.localservers.Verdict;
import java.time.Duration;

/**
 * The writer is killed when the stream has its events and the acknowledgement is on the way back:
 * once it comes back within the duplicate window, once after it.
 */
final class S03KilledAfterPublish implements Scenario<CounterWorld> {
    private static final Duration AFTER_THE_WINDOW = Duration.ofSeconds(3);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        killed(world, story, Duration.ZERO, 1);
        long before = world.copies(story);
        long accepted = world.counts().acceptances();
        story.await(
                Duration.ofSeconds(30),
                "accepted again",
                () -> world.counts().acceptances() > accepted + 100);
        killed(world, story, AFTER_THE_WINDOW, 1 + story.draw(20));
        world.stopLoad();
        story.await(Duration.ofSeconds(30), "settled", world::isSettled);
        long after = world.copies(story);
        story.figure("copies inside the window", before);
        story.figure("copies after the window", after - before);
        story.require(after > before, "the stream took no event twice: the window was not over");
    }

    private static void killed(CounterWorld world, Story story, Duration away, int nth)
            throws Exception {
        ServiceProcess writer = world.process(CounterWorld.WRITER);
        CountingToll toll =
                Toll.nth(
                        nth,
                        Units.publishAcknowledged(),
                        _ -> {
                            writer.kill();
                            return Verdict.DROP;
                        });
        writer.links().nats().getFirst().toll(toll);
        story.require(toll.awaitFired(Duration.ofSeconds(20)), "no acknowledgement came");
        story.fired(
                "SIGKILL with the acknowledgement on its way; unpublished as far as it knows: "
                        + world.unpublished());
        writer.links().heal();
        story.pause(away);
        writer.startAgain();
        writer.awaitReady();
    }
}
