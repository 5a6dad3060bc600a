package dev.winnow.faults.scenario;

import dev.winnow.contracts.Streams;
import dev.winnow.faults.process.ServiceProcess;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.HouseWorld;
import dev.winnow.localservers.NatsCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Two of three nats-servers are killed: nothing can be published, and what is accepted meanwhile
 * waits in the outbox. They come back; then each is stopped and started, one after the other.
 */
final class S10QuorumLost implements Scenario<HouseWorld> {
    private static final Duration LOST = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(60);

    @Override
    public void run(HouseWorld world, Story story) throws Exception {
        NatsCluster cluster = world.cluster();
        cluster.awaitStream(Streams.APPLICATIONS, SOON);
        String leader = cluster.streamLeader(Streams.APPLICATIONS).orElseThrow();
        List<String> killed = new ArrayList<>(NatsCluster.NODES);
        // Of those that stay behind alone, one in three led.
        killed.remove(story.draw(killed.size()));
        double failures = failures(world);
        killed.forEach(cluster::kill);
        story.fired("SIGKILL of " + killed + ", " + leader + " led");
        long accepted = world.counts().acceptances();
        story.pause(LOST);
        long waiting = unpublished(world);
        story.figure("accepted without a quorum", world.counts().acceptances() - accepted);
        story.figure("waiting in the outbox then", waiting);
        story.require(
                world.counts().acceptances() > accepted, "nothing was accepted: " + world.counts());
        story.require(waiting > 0, "nothing waits in the outbox");
        story.require(failures(world) > failures, "no publish has failed");
        story.require(hasSaidSo(world), "no service has said that publishing fails");
        for (String node : killed) {
            cluster.launchAgain(node);
        }
        cluster.awaitReady(SOON);
        Duration drained =
                story.await(
                        SOON,
                        "the outbox is drained",
                        () ->
                                Units.number(() -> unpublished(world)) < 50
                                        && Units.number(() -> unpublished(world)) >= 0);
        story.figure("drained after", drained);
        rollingRestart(cluster, story);
    }

    private static void rollingRestart(NatsCluster cluster, Story story) {
        for (String node : NatsCluster.NODES) {
            cluster.stop(node);
            story.fired("stop of " + node);
            cluster.restart(node);
            cluster.awaitStream(Streams.APPLICATIONS, SOON);
        }
    }

    private static long unpublished(HouseWorld world) throws Exception {
        return world.database("applications")
                .number("SELECT count(*) FROM datastore.outbox WHERE published_at IS NULL");
    }

    private static double failures(HouseWorld world) {
        return world.processes().stream()
                .mapToDouble(process -> process.meter("winnow_outbox_failures_total"))
                .sum();
    }

    private static boolean hasSaidSo(HouseWorld world) throws Exception {
        for (ServiceProcess process : world.processes()) {
            if (process.hasLogged("events wait in the outbox")) {
                return true;
            }
        }
        return false;
    }
}
