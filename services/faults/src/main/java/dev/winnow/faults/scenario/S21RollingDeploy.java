package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.HouseWorld;
import java.time.Duration;

/** Each service process is told to stop and started again, one after the other, under load. */
final class S21RollingDeploy implements Scenario<HouseWorld> {
    private static final Duration SOON = Duration.ofSeconds(90);

    @Override
    public void run(HouseWorld world, Story story) throws Exception {
        long before = world.redeliveries();
        for (ServiceProcess process : world.processes()) {
            int code = process.terminate();
            story.fired("SIGTERM of " + process.name() + ", which ended with " + code);
            story.require(code == 0 || code == Units.BY_SIGTERM, "it ended with " + code);
            process.startAgain();
            process.awaitReady();
            story.pause(Duration.ofSeconds(1));
        }
        world.settle(story, SOON);
        long redelivered = world.redeliveries() - before;
        story.figure("delivered again", redelivered);
        story.require(redelivered == 0, redelivered + " deliveries were made again");
    }
}
