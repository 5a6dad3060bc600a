package dev.winnow.datastore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.Eventually;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deliveries that share a transaction while all connections are taken. */
final class CrowdedGroupTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Telemetry telemetry = Telemetry.none();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void aGroupWithoutAConnectionIsRefusedWithoutWaitingTwice() throws Exception {
        DatabaseConfig small =
                Probe.database()
                        .withMaximumPoolSize(1)
                        .withConnectionTimeout(Duration.ofMillis(300))
                        .withInbox(new InboxConfig(1, 64));
        try (Datastore crowded =
                Datastore.open("crowded", small, telemetry, new Internals(c -> c, LONG, LONG))) {
            EventHandler<Counted> once = crowded.once("c", event -> Outcome.done());
            List<Future<Outcome>> all =
                    crowded.transact(() -> {
                        List<Future<Outcome>> started = new ArrayList<>();
                        for (int i = 0; i < 10; i++) {
                            Event<Counted> event = Probe.event("e" + i);
                            started.add(threads.submit(() -> once.handle(event)));
                        }
                        Eventually.that(
                                Probe.SOON, () -> started.stream().allMatch(Future::isDone));
                        return started;
                    });
            for (Future<Outcome> each : all) {
                assertThat(each.exceptionNow()).isInstanceOf(DatastoreException.Unavailable.class);
            }
            // One that began at once, and the group of all others.
            assertThat(
                            telemetry
                                    .meters()
                                    .get("hikaricp.connections.timeout")
                                    .tag("pool", "crowded")
                                    .counter()
                                    .count())
                    .isEqualTo(2);
        }
    }
}
