package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NatsClusterTest {
    private final NatsCluster cluster = NatsCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    void electsALeaderAgainWhenItIsKilledAndTakesItBack() {
        String leader = cluster.metaLeader().orElseThrow();
        assertThat(NatsCluster.NODES).contains(leader);
        cluster.kill(leader);
        cluster.awaitReady(Duration.ofSeconds(30));
        assertThat(cluster.metaLeader()).isPresent().isNotEqualTo(leader);
        String url = cluster.url(leader);
        cluster.restart(leader);
        assertThat(cluster.running(leader)).isTrue();
        assertThat(cluster.url(leader)).isEqualTo(url);
    }

    @Test
    void aLameDuckHandsOverAndEnds() {
        String leader = cluster.metaLeader().orElseThrow();
        cluster.lameDuck(leader);
        Eventually.that(Duration.ofSeconds(30), () -> !cluster.running(leader));
        assertThat(cluster.metaLeader()).isPresent().isNotEqualTo(leader);
    }

    @Test
    void aPausedNodeIsMissedAndComesBack() {
        String leader = cluster.metaLeader().orElseThrow();
        cluster.pause(leader);
        Eventually.that(
                Duration.ofSeconds(30),
                () -> cluster.metaLeader().filter(other -> !other.equals(leader)).isPresent());
        cluster.resume(leader);
        cluster.awaitReady(Duration.ofSeconds(30));
    }
}
