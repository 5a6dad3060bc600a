package dev.winnow.faults.scenario;

import dev.winnow.faults.machine.SmallDisk;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.ScenarioFailedException;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.CounterWorld;
import java.nio.file.Path;
import java.time.Duration;

/** The broker's disk is full in the middle of publishing, and has room again. */
final class S18DiskFull implements Scenario<CounterWorld> {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration UNATTENDED = Duration.ofSeconds(10);
    private static final int MEBIBYTES = 192;

    @Override
    public void run(CounterWorld world, Story story) throws Exception {
        if (SmallDisk.missing().isPresent()) {
            throw new ScenarioFailedException("no full disk: " + SmallDisk.missing().get());
        }
        Path before = world.natsStore();
        try (SmallDisk disk = SmallDisk.mount(world.folder(), MEBIBYTES)) {
            world.moveNats(disk.path().resolve("nats"), "jetstream { max_file_store: 4G }");
            try {
                fill(world, story, disk);
            } finally {
                disk.free();
                world.moveNats(before, "");
            }
        }
    }

    private static void fill(CounterWorld world, Story story, SmallDisk disk) throws Exception {
        ServiceProcess writer = world.process(CounterWorld.WRITER);
        long accepted = world.counts().acceptances();
        story.await(
                SOON, "writes are accepted", () -> world.counts().acceptances() > accepted + 100);
        disk.fill();
        story.fired("the disk is full");
        story.figure(
                "until publishes fail",
                story.await(SOON, "publishes fail", () -> world.unpublished() > 100));
        story.figure("refused", writer.meter("winnow_outbox_failures_total"));
        story.figure(
                "readiness red after",
                story.await(SOON, "the writer is not ready", () -> !writer.isReady()));
        story.note("the writer: " + writer.readiness().lines().findFirst().orElse(""));
        story.pause(Duration.ofSeconds(3));
        disk.free();
        try {
            story.await(UNATTENDED, "published again", () -> world.unpublished() < 50);
            story.note("publishes again by itself");
        } catch (ScenarioFailedException switchedOff) {
            // A nats-server that finds its disk full switches JetStream off until it is started
            // anew.
            story.note("nats-server was started again, as the operator would");
            world.killNats();
            world.startNats();
        }
        story.figure(
                "room again, all published after",
                story.await(SOON, "all is published", () -> world.unpublished() < 50));
        story.await(SOON, "the writer is ready", writer::isReady);
    }
}
