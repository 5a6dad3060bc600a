package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.faults.world.Counts;
import dev.winnow.faults.world.Folders;
import java.time.Duration;

/**
 * A broker that is alone loses its disk with all streams. That cannot be borne by itself; the
 * operator applies the streams' files, reconciles and publishes again, and then nothing is lost.
 */
final class S26DiskLost implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        world.stopLoad();
        Counts counts = Losses.load(world, story, "before");
        Losses.awaitMore(world, story, counts, 200);
        Losses.pauseWorkers(world);
        Losses.awaitMore(world, story, counts, 100);
        Losses.stopAndPublish(world, story);
        world.killNats();
        Folders.remove(world.natsData());
        world.startNats();
        story.fired("the broker's disk is empty");
        Losses.resumeWorkers(world);
        ServiceProcess worker = world.process(CounterWorld.WORKER_1);
        story.await(SOON, "the worker says that it is not ready", () -> !worker.isReady());
        story.note("the worker: " + worker.readiness().lines().findFirst().orElse(""));
        world.provision();
        Losses.awaitConnected(world, story);
        Reconciled repaired = Reconciled.repair(world);
        story.figure("published again", repaired.republished() + " of " + repaired.checked());
        story.require(repaired.missing() >= 100, "the disk was not lost: " + repaired);
        story.require(repaired.failed() == 0, "not all could be published again: " + repaired);
        story.require(Reconciled.look(world).missing() == 0, "some are still missing");
        story.figure("all handled after", story.await(SOON, "settled", world::isSettled));
        Losses.goOn(world, story);
    }
}
