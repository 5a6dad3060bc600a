package dev.winnow.faults.scenario;

import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.faults.world.Counts;
import dev.winnow.faults.world.Folders;
import dev.winnow.messaging.ServiceErrorException;
import java.time.Duration;
import java.util.List;

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
        List<ServiceProcess> workers =
                List.of(world.process(CounterWorld.WORKER_1), world.process(CounterWorld.WORKER_2));
        workers.forEach(ServiceProcess::kill);
        Losses.awaitMore(world, story, counts, 100);
        Losses.stopAndPublish(world, story);
        world.killNats();
        Folders.remove(world.natsData());
        world.startNats();
        story.fired("the broker's disk is empty");
        Losses.awaitConnected(world, story);
        story.require(lookFails(world), "nobody says that the stream is gone");
        world.provision();
        Reconciled repaired = Reconciled.repair(world);
        story.figure("published again", repaired.republished() + " of " + repaired.checked());
        story.require(repaired.missing() >= 100, "the disk was not lost: " + repaired);
        story.require(repaired.failed() == 0, "not all could be published again: " + repaired);
        story.require(Reconciled.look(world).missing() == 0, "some are still missing");
        // Last, so that everything comes to them in its order.
        for (ServiceProcess worker : workers) {
            worker.startAgain();
        }
        workers.forEach(ServiceProcess::awaitReady);
        story.figure("all handled after", story.await(SOON, "settled", world::isSettled));
        Losses.goOn(world, story);
    }

    private static boolean lookFails(CounterWorld world) {
        try {
            Reconciled.look(world);
            return false;
        } catch (ServiceErrorException gone) {
            return String.valueOf(gone.getMessage()).contains("winnow nats apply");
        }
    }
}
