package dev.winnow.testkit;

import dev.winnow.localservers.NatsCluster;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Three real nats-servers in one cluster, {@code n1} to {@code n3}, and what can happen to them;
 * made by {@link TestNats#cluster}. The nodes are processes of this machine. Not safe for use by
 * several threads.
 */
public final class TestCluster implements AutoCloseable {
    private static final Duration ELECTION = Duration.ofSeconds(30);

    private final NatsCluster cluster;

    private TestCluster(NatsCluster cluster) {
        this.cluster = cluster;
    }

    static TestCluster start() {
        return new TestCluster(NatsCluster.start());
    }

    /** Makes the streams and consumers of these files, each stream on all three nodes. */
    public TestCluster with(NatsFiles files) {
        NatsProvisioner.apply(config(), files.withReplicas(NatsCluster.NODES.size()));
        return this;
    }

    /** As {@link TestNats#with(String)}. */
    public TestCluster with(String folder) {
        return with(TestFiles.onClassPath(folder));
    }

    /** For a client that knows all three. */
    public NatsConfig config() {
        return NatsConfig.of(urls().toArray(String[]::new));
    }

    public List<String> urls() {
        return cluster.urls();
    }

    /** SIGKILL for one node. */
    public void kill(String node) {
        cluster.kill(node);
    }

    /** A clean stop of one node. */
    public void stop(String node) {
        cluster.stop(node);
    }

    /** The node tells its clients to leave, and ends some seconds later. Returns at once. */
    public void lameDuck(String node) {
        cluster.lameDuck(node);
    }

    /** SIGSTOP for one node: it is there, and silent. */
    public void pause(String node) {
        cluster.pause(node);
    }

    public void resume(String node) {
        cluster.resume(node);
    }

    /** The node again, with its store; returns when the cluster is in good health. */
    public void restart(String node) {
        cluster.restart(node);
    }

    public boolean running(String node) {
        return cluster.running(node);
    }

    /** The node that the client of this name (a service's name) is connected to. */
    public Optional<String> nodeOf(String client) {
        return cluster.nodeOf(client);
    }

    /** The node that leads the stream; waits for an election that is under way. */
    public String streamLeader(String stream) {
        return leader("$JS.API.STREAM.INFO." + stream);
    }

    /** As {@link #streamLeader}, of a durable consumer. */
    public String consumerLeader(String stream, String durable) {
        return leader("$JS.API.CONSUMER.INFO." + stream + "." + durable);
    }

    /** Makes the stream's leader give up its place, and waits until there is another. */
    public void stepDownStream(String stream) {
        String before = streamLeader(stream);
        ask("$JS.API.STREAM.LEADER.STEPDOWN." + stream);
        Eventually.that(ELECTION, () -> !streamLeader(stream).equals(before));
    }

    /** As {@link #stepDownStream}, of a durable consumer. */
    public void stepDownConsumer(String stream, String durable) {
        String before = consumerLeader(stream, durable);
        ask("$JS.API.CONSUMER.LEADER.STEPDOWN." + stream + "." + durable);
        Eventually.that(ELECTION, () -> !consumerLeader(stream, durable).equals(before));
    }

    private String leader(String subject) {
        String[] leader = {""};
        Eventually.that(
                ELECTION,
                () -> "a leader in the answer of " + subject,
                () -> {
                    leader[0] = ask(subject).path("cluster").path("leader").asString("");
                    return running(leader[0]);
                });
        return leader[0];
    }

    private JsonNode ask(String subject) {
        ServiceInfo info = ServiceInfo.of("test-cluster", "1.0.0", "Asks for a test.");
        try (Messaging messaging = Messaging.connect(config(), info, Telemetry.none())) {
            byte[] nothing = {};
            Duration limit = Duration.ofSeconds(2);
            return Json.read(
                    messaging.raw().request(subject, nothing, Map.of(), limit).body(),
                    JsonNode.class);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
