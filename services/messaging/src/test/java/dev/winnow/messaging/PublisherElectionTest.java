package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.NatsCluster;
import dev.winnow.messaging.ops.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishes while the node that leads the stream is killed. */
class PublisherElectionTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String STREAM =
            "{\"name\": \"TEST\", \"subjects\": [\"events.test.>\"], \"storage\": \"file\"}";

    @TempDir private Path folder;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void goesOnSoonAfterThereIsANewLeader() throws Exception {
        try (NatsCluster cluster = NatsCluster.start();
                Messaging messaging = connect(cluster)) {
            assertThat(replicas(messaging)).isEqualTo(3);
            Thread publishing = Thread.startVirtualThread(() -> publish(messaging));
            awaitMore(10);
            String leader = cluster.streamLeader("TEST").orElseThrow();
            cluster.kill(leader);
            Eventually.that(
                    LIMIT,
                    () -> cluster.streamLeader("TEST").filter(n -> !n.equals(leader)).isPresent());
            long elected = System.nanoTime();
            awaitMore(1);
            Duration after = Duration.ofNanos(System.nanoTime() - elected);
            assertThat(after).isLessThan(Duration.ofSeconds(2));
            awaitMore(100);
            over.set(true);
            publishing.join();
            int sent = acknowledged.get();
            assertThat(messaging.stream("TEST").state().messages())
                    .as("each is there once")
                    .isEqualTo(sent);
        }
    }

    private Messaging connect(NatsCluster cluster) throws IOException {
        Path file = folder.resolve("streams/TEST.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, STREAM);
        NatsConfig config = NatsConfig.of(cluster.urls().toArray(String[]::new));
        NatsProvisioner.apply(config, NatsFiles.ofFolder(folder));
        return Messaging.connect(config, JetStreamFixture.INFO, Telemetry.none());
    }

    private static int replicas(Messaging messaging) {
        byte[] info =
                messaging
                        .raw()
                        .request("$JS.API.STREAM.INFO.TEST", new byte[0], Map.of(), LIMIT)
                        .body();
        return Json.mapper().readTree(info).path("config").path("num_replicas").asInt();
    }

    /** One event after the other, each until it is acknowledged, as the outbox does. */
    private void publish(Messaging messaging) {
        for (int i = 0; !over.get(); i++) {
            EventMessage event = JetStreamFixture.event("k" + i, i);
            while (!(messaging.publisher().publish(List.of(event), Deadline.after(LIMIT)).getFirst()
                    instanceof PublishOutcome.Acknowledged)) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            acknowledged.incrementAndGet();
        }
    }

    private void awaitMore(int count) {
        int wanted = acknowledged.get() + count;
        Eventually.that(LIMIT, () -> acknowledged.get() >= wanted);
    }
}
