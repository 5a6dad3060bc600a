package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.localservers.CountingToll;
import dev.winnow.localservers.Toll;
import dev.winnow.localservers.Verdict;
import java.time.Duration;

/** The writer is killed when it has committed and its publish is on the way: it never arrives. */
final class S02KilledBeforePublish implements Scenario<CounterWorld> {
    /** The sweep finds what a crash left every second; the rest is reading and publishing. */
    private static final Duration ONE_SWEEP = Duration.ofSeconds(4);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        ServiceProcess writer = world.process(CounterWorld.WRITER);
        CountingToll toll =
                Toll.nth(
                        1 + story.draw(50),
                        Units.publishOf(story),
                        _ -> {
                            writer.kill();
                            return Verdict.DROP;
                        });
        writer.links().nats().getFirst().toll(toll);
        story.require(toll.awaitFired(Duration.ofSeconds(20)), "no publish came");
        world.stopLoad();
        long left = world.unpublished();
        story.require(left > 0, "nothing was committed and unpublished");
        story.fired("SIGKILL before a publish arrived; committed and unpublished: " + left);
        writer.links().heal();
        writer.startAgain();
        writer.awaitReady();
        Duration took =
                story.await(ONE_SWEEP, "the rows left the outbox", () -> world.unpublished() == 0);
        story.figure("swept after", took);
    }
}
