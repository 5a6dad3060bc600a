package dev.winnow.benchmarks.sync;

import dev.winnow.benchmarks.Calling;
import dev.winnow.localservers.NatsCluster;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes one event, by the way that the outbox takes, and waits until its stream has it. */
final class Acknowledged implements Calling {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final AutoCloseable servers;
    private final List<Long> processes;
    private final Messaging messaging;
    private final AtomicLong numbers = new AtomicLong();

    private Acknowledged(
            String name, AutoCloseable servers, List<Long> processes, List<String> urls)
            throws Exception {
        this.name = name;
        this.servers = servers;
        this.processes = List.copyOf(processes);
        Connection admin = Nats.connect(urls.getFirst());
        admin.jetStreamManagement()
                .addStream(
                        StreamConfiguration.builder()
                                .name(Published.STREAM)
                                .subjects("events.bench.>")
                                .replicas(urls.size())
                                .build());
        admin.close();
        this.messaging =
                Messaging.connect(
                        NatsConfig.of(urls.toArray(String[]::new)),
                        ServiceInfo.of("bench", "1.0.0", "Measured."),
                        Telemetry.none());
        messaging.start();
    }

    static Acknowledged byOne(String sync) throws Exception {
        NatsServer.Options options = NatsServer.Options.temporary();
        Path file = options.storeDir().resolve("bench.conf");
        NatsServer server = NatsServer.start(options.withConfigFile(write(file, sync)));
        return new Acknowledged(
                "one node, " + sync, server, List.of(server.pid()), List.of(server.url()));
    }

    static Acknowledged byThree(String sync) throws Exception {
        NatsCluster cluster =
                NatsCluster.start(NatsCluster.Options.temporary().withSettings(settings(sync)));
        List<Long> processes = NatsCluster.NODES.stream().map(cluster::pid).toList();
        return new Acknowledged("three nodes, " + sync, cluster, processes, cluster.urls());
    }

    private static Path write(Path file, String sync) throws IOException {
        return Files.writeString(file, settings(sync));
    }

    private static String settings(String sync) {
        return "jetstream { sync_interval: " + sync + " }";
    }

    List<Long> processes() {
        return processes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void call() {
        long n = numbers.incrementAndGet();
        EventMessage event =
                EventMessage.of(Published.CONTRACT, Published.of(n), "event-" + n, Instant.now());
        PublishOutcome outcome =
                messaging.publisher().publish(List.of(event), Deadline.after(LIMIT)).getFirst();
        if (outcome instanceof PublishOutcome.Failed failed) {
            throw new IllegalStateException("not acknowledged: " + failed.reason());
        }
    }

    @Override
    public void end() throws Exception {
        messaging.close();
        servers.close();
    }
}
