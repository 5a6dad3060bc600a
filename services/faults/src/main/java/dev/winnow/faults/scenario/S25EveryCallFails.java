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
 * One application after the other; for each the next call of a process fails: a call to the
 * database before it is done, and again when it is done and the answer is lost; a message, a
 * request or an acknowledgement that never arrives.
 */
final class S25EveryCallFails implements Scenario<HouseWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration IDLE = Duration.ofSeconds(4);

    @Override
    public void run(HouseWorld world, Story story) throws Exception {
        for (String name : List.of("screening-1", "applications-1")) {
            failEach(world, story, world.process(name));
        }
    }

    private static void failEach(HouseWorld world, Story story, ServiceProcess process) {
        Walk walk = new Walk(world, story, process);
        List<Step> steps = walk.learn(IDLE);
        int faults = 0;
        for (Step step : steps) {
            List<Verdict> ways =
                    step.label().startsWith("SQL")
                            ? List.of(Verdict.CUT, Verdict.FORWARD_AND_CUT)
                            : List.of(Verdict.DROP);
            for (Verdict way : ways) {
                AtomicBoolean failed = new AtomicBoolean();
                boolean came =
                        walk.bringTo(
                                seen ->
                                        seen.equals(step) && !failed.getAndSet(true)
                                                ? way
                                                : Verdict.FORWARD,
                                failed::get);
                story.require(came, process.name() + " did not come to " + step);
                walk.end(SOON);
                walk.rest();
                faults++;
            }
        }
        story.fired("%d calls of %s failed, one at a time".formatted(faults, process.name()));
    }
}
