package dev.winnow.faults.scenario;

import dev.winnow.faults.machine.PowerLoss;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import dev.winnow.faults.world.Counts;
import dev.winnow.faults.world.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The broker forgets what it has acknowledged: an older copy of its store is put back; and its
 * machine loses power, with what {@code sync_interval} makes of it.
 */
final class S22AcknowledgedWritesLost implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int DEVICE_MEBIBYTES = 256;

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        world.stopLoad();
        copiedBack(world, story);
        Optional<String> missing = PowerLoss.missing();
        if (missing.isPresent()) {
            story.note("no power loss: " + missing.get());
            return;
        }
        long lost = powerLost(world, story, "10s");
        story.require(lost > 0, "the power loss took nothing");
        story.require(
                powerLost(world, story, "always") == 0, "sync_interval: always lost something");
    }

    private static void copiedBack(CounterWorld world, Story story) throws Exception {
        Path store = world.natsData();
        Path copy = world.folder().resolve("copied-store");
        Counts counts = Losses.load(world, story, "copied");
        Losses.awaitMore(world, story, counts, 100);
        world.killNats();
        Folders.copy(store, copy);
        world.startNats();
        Losses.pauseWorkers(world);
        Losses.awaitMore(world, story, counts, 200);
        Losses.stopAndPublish(world, story);
        world.killNats();
        Folders.copy(copy, store);
        world.startNats();
        story.fired("an older copy of the store was put back");
        Losses.resumeWorkers(world);
        long lost = repair(world, story);
        story.require(lost > 0, "nothing was lost");
        story.figure("lost with the copy", lost);
        Folders.remove(copy);
    }

    private static long powerLost(CounterWorld world, Story story, String syncInterval)
            throws Exception {
        Path before = world.natsStore();
        try (PowerLoss device = PowerLoss.mount(world.folder(), DEVICE_MEBIBYTES)) {
            world.moveNats(
                    device.path().resolve("nats"),
                    "jetstream { sync_interval: " + syncInterval + ", max_file_store: 4G }");
            device.sync(); // what was moved there
            try {
                return powerLost(world, story, syncInterval, device);
            } finally {
                world.moveNats(before, "");
            }
        }
    }

    private static long powerLost(
            CounterWorld world, Story story, String syncInterval, PowerLoss device)
            throws Exception {
        Counts counts = Losses.load(world, story, "power-" + syncInterval);
        Losses.awaitMore(world, story, counts, 50);
        story.pause(story.between(Duration.ofSeconds(2), Duration.ofSeconds(6)));
        Losses.pauseWorkers(world);
        story.pause(Duration.ofMillis(500));
        Losses.stopAndPublish(world, story);
        long acknowledged = counts.acceptances();
        world.server().pause();
        Path left = device.snapshot();
        world.killNats();
        device.restore(left);
        world.startNats();
        story.fired("power loss with sync_interval " + syncInterval);
        Losses.resumeWorkers(world);
        long lost = repair(world, story);
        story.figure(
                "lost with sync_interval " + syncInterval,
                lost + " of the last " + acknowledged + " acknowledged");
        return lost;
    }

    /** Finds and publishes again; behind it all goes on as usual. */
    private static long repair(CounterWorld world, Story story) {
        Losses.awaitConnected(world, story);
        Reconciled found = Reconciled.look(world);
        Reconciled repaired = Reconciled.repair(world);
        story.require(repaired.failed() == 0, "not all could be published again: " + repaired);
        story.require(repaired.republished() == found.missing(), found + " found, but " + repaired);
        story.require(Reconciled.look(world).missing() == 0, "some are still missing");
        story.await(SOON, "settled", world::isSettled);
        Losses.goOn(world, story);
        return found.missing();
    }
}
