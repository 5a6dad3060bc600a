package dev.winnow.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.winnow.localservers.LocalServerException.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;

final class NatsClusterTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private NatsCluster cluster = NatsCluster.start();

    @AfterEach
    void end() {
        cluster.close();
    }

    @Test
    @Execution(CONCURRENT)
    void electsALeaderAgainWhenItIsKilledAndTakesItBack() {
        String leader = cluster.metaLeader().orElseThrow();
        assertThat(NatsCluster.NODES).contains(leader);
        cluster.kill(leader);
        cluster.awaitReady(LIMIT);
        assertThat(cluster.metaLeader()).isPresent().isNotEqualTo(leader);
        String url = cluster.url(leader);
        cluster.restart(leader);
        assertThat(cluster.running(leader)).isTrue();
        assertThat(cluster.url(leader)).isEqualTo(url);
    }

    @Test
    @Execution(CONCURRENT)
    void aLameDuckHandsOverAndEnds() {
        String leader = cluster.metaLeader().orElseThrow();
        cluster.lameDuck(leader);
        Eventually.that(LIMIT, () -> !cluster.running(leader));
        assertThat(cluster.metaLeader()).isPresent().isNotEqualTo(leader);
    }

    @Test
    @Execution(CONCURRENT)
    void aPausedNodeIsMissedAndComesBack() {
        String leader = cluster.metaLeader().orElseThrow();
        cluster.pause(leader);
        Eventually.that(
                LIMIT,
                () -> cluster.metaLeader().filter(other -> !other.equals(leader)).isPresent());
        cluster.resume(leader);
        cluster.awaitReady(LIMIT);
    }

    @Test
    @Execution(CONCURRENT)
    void saysWhoLeadsAStreamAndWhenAllOfItIsEverywhere() throws IOException {
        assertThat(cluster.streamLeader("FACTS")).isEmpty();
        makeStream("FACTS");
        cluster.awaitStream("FACTS", LIMIT);
        String leader = cluster.streamLeader("FACTS").orElseThrow();
        cluster.kill(leader);
        cluster.awaitStream("FACTS", LIMIT);
        assertThat(cluster.streamLeader("FACTS")).isPresent().isNotEqualTo(leader);
        String second = cluster.streamLeader("FACTS").orElseThrow();
        cluster.kill(second);
        assertThatThrownBy(() -> cluster.awaitStream("FACTS", Duration.ofSeconds(1)))
                .as("one of three leads nothing")
                .hasMessageContaining("FACTS");
        cluster.launchAgain(second);
        cluster.restart(leader);
        cluster.awaitStream("FACTS", LIMIT);
    }

    @Test
    @Execution(CONCURRENT)
    void keepsItsDataInAFolderWithItsSettingsAndPorts(@TempDir Path folder) throws IOException {
        List<Integer> ports = cluster.urls().stream().map(u -> URI.create(u).getPort()).toList();
        cluster.close();
        NatsCluster.Options options =
                NatsCluster.Options.in(folder)
                        .withPorts(ports)
                        .withSettings("jetstream { sync_interval: always }");
        cluster = NatsCluster.start(options);
        makeStream("KEPT");
        cluster.awaitStream("KEPT", LIMIT);
        cluster.close();
        cluster = NatsCluster.start(options);
        cluster.awaitStream("KEPT", LIMIT);
        assertThat(cluster.urls()).map(u -> URI.create(u).getPort()).isEqualTo(ports);
        assertThat(folder.resolve("n3/jetstream")).isDirectory();
        assertThatThrownBy(() -> NatsCluster.start(options))
                .isInstanceOfSatisfying(
                        LocalServerException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.DIRECTORY_IN_USE));
        assertThat(cluster.running("n1")).isTrue();
    }

    private void makeStream(String name) throws IOException {
        String request =
                "{\"name\":\"%s\",\"subjects\":[\"%s.>\"],\"storage\":\"file\",\"num_replicas\":3}"
                        .formatted(name, name);
        URI url = URI.create(cluster.url("n1"));
        try (Socket socket = new Socket(url.getHost(), url.getPort());
                var reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            String lines =
                    "CONNECT {\"verbose\":false}\r\nSUB answer 1\r\n"
                            + "PUB $JS.API.STREAM.CREATE.%s answer %d\r\n%s\r\n"
                                    .formatted(name, request.length(), request);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            String line;
            do {
                line = String.valueOf(reader.readLine());
            } while (!line.contains("stream_create_response") && !line.equals("null"));
            assertThat(line).contains("\"did_create\":true");
        }
    }
}
