package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import java.time.Duration;

/** Random faults of the counter's servers, processes and links, for a minute. */
final class CounterSoak implements Scenario<CounterWorld> {
    private static final Duration TIME = Duration.ofSeconds(60);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        RandomFaults faults = new RandomFaults(world, story);
        faults.add(
                "SIGKILL of nats-server",
                () -> {
                    world.killNats();
                    story.pause(story.between(Duration.ofMillis(50), Duration.ofSeconds(2)));
                    world.startNats();
                });
        for (ServiceProcess process : world.processes()) {
            faults.hurting(process);
        }
        faults.run(TIME);
    }
}
