package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.scenario.Steps.Step;
import dev.winnow.faults.world.HouseWorld;
import dev.winnow.localservers.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One application after the other; for each the process that works on it is killed before its next
 * step: before the first, before the second, and so on, until the application comes through.
 */
final class S24KilledAtEachStep implements Scenario<HouseWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(4);

    @Override
    public void run(HouseWorld world, Story story) throws Exception {
        for (String name : List.of("screening-1", "applications-1")) {
            killAtEach(world, story, world.process(name));
        }
    }

    private static void killAtEach(HouseWorld world, Story story, ServiceProcess process)
            throws Exception {
        Walk walk = new Walk(world, story, process);
        List<Step> steps = walk.learn(IDLE);
        story.note(process.name() + " has " + steps.size() + " steps: " + steps);
        int kills = 0;
        for (Step step : steps) {
            AtomicBoolean killed = new AtomicBoolean();
            boolean came =
                    walk.bringTo(
                            seen -> {
                                if (seen.equals(step) && !killed.get()) {
                                    process.kill();
                                    killed.set(true);
                                }
                                return killed.get() ? Verdict.DROP : Verdict.FORWARD;
                            },
                            killed::get);
            story.require(came, process.name() + " did not come to " + step);
            process.links().heal();
            process.startAgain();
            walk.end(SOON);
            process.awaitReady();
            walk.rest();
            kills++;
        }
        story.fired(process.name() + " was killed before each of " + kills + " steps");
    }
}
