package dev.winnow.faults.scenario;

import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import java.time.Duration;

/** Kills the broker while facts are published, again and again at moments that are drawn. */
final class S01NatsKilled implements Scenario<CounterWorld> {
    private static final int KILLS = 3;

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        for (int i = 0; i < KILLS; i++) {
            long before = world.counts().acceptances();
            story.pause(story.between(Duration.ofMillis(300), Duration.ofMillis(1500)));
            world.killNats();
            story.require(!world.server().running(), "nats-server is still there");
            story.fired("SIGKILL of nats-server");
            story.pause(story.between(Duration.ofMillis(100), Duration.ofSeconds(2)));
            world.startNats();
            story.await(
                    Duration.ofSeconds(30),
                    "writes are accepted again",
                    () -> world.counts().acceptances() > before + 50);
        }
        world.stopLoad();
        story.await(Duration.ofSeconds(30), "settled", world::isSettled);
        long copies = world.copies(story);
        story.figure("copies", copies);
    }
}
