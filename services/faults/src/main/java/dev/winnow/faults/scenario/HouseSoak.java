package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.HouseWorld;
import dev.winnow.localservers.NatsCluster;
import java.time.Duration;

/** Random faults of the main job's servers, processes and links, for a minute. */
final class HouseSoak implements Scenario<HouseWorld> {
    private static final Duration TIME = Duration.ofSeconds(60);

    @Override
    public void run(HouseWorld world, Story story) throws Exception {
        RandomFaults faults = new RandomFaults(world, story);
        for (String node : NatsCluster.NODES) {
            faults.add(
                    "SIGKILL of nats-server " + node,
                    () -> {
                        world.cluster().kill(node);
                        story.pause(story.between(Duration.ofMillis(50), Duration.ofSeconds(4)));
                        world.cluster().restart(node);
                    });
        }
        for (ServiceProcess process : world.processes()) {
            faults.hurting(process);
        }
        faults.run(TIME);
    }
}
