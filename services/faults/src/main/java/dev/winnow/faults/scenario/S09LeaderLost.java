package dev.winnow.faults.scenario;

import dev.winnow.contracts.Streams;
import dev.winnow.faults.run.Scenario;
import dev.winnow.faults.run.Story;
import dev.winnow.faults.world.HouseWorld;
import dev.winnow.localservers.NatsCluster;
import java.time.Duration;
import java.util.Map;

/**
 * The node that leads the stream of applications is killed, and made to step down, by turns, under
 * load. Measured each time: how long the cluster is without a leader, and how long nothing is
 * published.
 */
final class S09LeaderLost implements Scenario<HouseWorld> {
    private static final int ROUNDS = 6;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration AFTER_ELECTION = Duration.ofSeconds(1);

    @Override
    public void run(HouseWorld world, Story story) throws Exception {
        NatsCluster cluster = world.cluster();
        for (int round = 0; round < ROUNDS; round++) {
            cluster.awaitStream(Streams.APPLICATIONS, SOON);
            story.pause(story.between(Duration.ofMillis(500), Duration.ofSeconds(2)));
            String leader = cluster.streamLeader(Streams.APPLICATIONS).orElseThrow();
            boolean kill = round % 2 == 0;
            long began = System.currentTimeMillis();
            if (kill) {
                cluster.kill(leader);
                story.require(!cluster.running(leader), leader + " is still there");
            } else {
                stepDown(world);
            }
            Duration election =
                    story.await(
                            SOON,
                            "another leader than " + leader,
                            () ->
                                    cluster.streamLeader(Streams.APPLICATIONS)
                                            .filter(now -> !now.equals(leader))
                                            .isPresent());
            String what = kill ? "SIGKILL of the leader " : "step down of the leader ";
            story.fired(what + leader);
            long until = System.currentTimeMillis();
            story.await(
                    SOON,
                    "publishes again",
                    () -> Units.number(() -> published(world, until)) > 20);
            Duration stall = stall(world, began);
            String name = (kill ? "kill " : "step down ") + (round / 2 + 1);
            story.figure(name + ": election", election);
            story.figure(name + ": stall", stall);
            story.require(
                    stall.compareTo(election.plus(AFTER_ELECTION)) <= 0,
                    "%s: nothing was published for %s, the election took %s"
                            .formatted(what, stall, election));
            if (kill) {
                cluster.restart(leader);
            }
        }
    }

    private static void stepDown(HouseWorld world) {
        String subject = "$JS.API.STREAM.LEADER.STEPDOWN." + Streams.APPLICATIONS;
        world.driver().raw().request(subject, new byte[0], Map.of(), Duration.ofSeconds(5));
    }

    private static long published(HouseWorld world, long sinceMillis) throws Exception {
        return world.database("applications")
                .number(
                        "SELECT count(*) FROM datastore.outbox WHERE published_at >"
                                + " to_timestamp(? / 1000.0)",
                        sinceMillis);
    }

    /** The longest time without a publish since shortly before. */
    private static Duration stall(HouseWorld world, long sinceMillis) throws Exception {
        String gaps =
                """
                SELECT coalesce(max(extract(epoch FROM gap) * 1000)::bigint, 0) FROM (
                  SELECT published_at - lag(published_at) OVER (ORDER BY published_at) AS gap
                    FROM datastore.outbox
                   WHERE published_at > to_timestamp(? / 1000.0) - interval '1 second') AS gaps
                """;
        return Duration.ofMillis(world.database("applications").number(gaps, sinceMillis));
    }
}
