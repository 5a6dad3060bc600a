package dev.winnow.benchmarks.outbox;

import dev.winnow.benchmarks.Database;
import dev.winnow.benchmarks.Load;
import dev.winnow.benchmarks.Report;
import dev.winnow.benchmarks.Rounds;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * How long it takes from the begin of a transaction with an event in it until a durable consumer
 * has handled the event, and how many events a full outbox gives out in a second.
 */
public final class OutboxSuite {
    private static final int BATCH = 1_000;
    private static final int KEYS = 4_000;

    private final Rounds rounds;
    private final int events;

    /**
     * @param events in the full outbox
     */
    public OutboxSuite(Rounds rounds, int events) {
        this.rounds = rounds;
        this.events = events;
    }

    public void run(Report report) throws Exception {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.temporary());
                PostgresServer postgres =
                        PostgresServer.start(PostgresServer.Options.temporary().withFsync(true))) {
            prepare(nats.url());
            Load load = new Load(List.of(nats.pid(), postgres.pid()));
            List<CommitToConsumer> contenders =
                    List.of(
                            new ByHand(nats.url(), new Database(postgres, Telemetry.none())),
                            new WithOutbox(nats.url(), new Database(postgres, Telemetry.none())));
            try {
                // The many first: one alone is too few calls for the compiler to settle.
                for (int callers : new int[] {16, 1}) {
                    report.add(
                            "from the transaction to the consumer, %d at a time".formatted(callers),
                            rounds.run(contenders, (c, time) -> load.run(c, callers, time)));
                }
            } finally {
                for (CommitToConsumer contender : contenders) {
                    contender.end();
                }
            }
            report.note(
                    "a full outbox, one relay",
                    Map.of("events a second", drain(nats.url(), postgres)));
        }
    }

    private static void prepare(String url) throws Exception {
        Connection admin = Nats.connect(url);
        admin.jetStreamManagement()
                .addStream(
                        StreamConfiguration.builder()
                                .name(Happened.STREAM)
                                .subjects("events.bench.>", ByHand.SUBJECT + ".*")
                                .build());
        Map<String, String> subjects =
                Map.of(ByHand.DURABLE, ByHand.SUBJECT + ".*", WithOutbox.DURABLE, "events.bench.>");
        for (Map.Entry<String, String> each : subjects.entrySet()) {
            admin.jetStreamManagement()
                    .addOrUpdateConsumer(
                            Happened.STREAM,
                            ConsumerConfiguration.builder()
                                    .durable(each.getKey())
                                    .filterSubject(each.getValue())
                                    .ackPolicy(AckPolicy.Explicit)
                                    .maxDeliver(-1)
                                    .build());
        }
        admin.close();
    }

    private double drain(String url, PostgresServer postgres) throws Exception {
        Database database = new Database(postgres, Telemetry.none());
        for (int from = 0; from < events; from += BATCH) {
            int start = from;
            int end = Math.min(events, from + BATCH);
            database.datastore()
                    .transactVoid(() -> {
                        for (int i = start; i < end; i++) {
                            database.datastore()
                                    .outbox()
                                    .add(Happened.CONTRACT, new Happened("k" + i % KEYS, i));
                        }
                    });
        }
        try (Messaging messaging =
                Messaging.connect(
                        NatsConfig.of(url),
                        new ServiceInfo("bench", "1.0.0", "measured", Map.of()),
                        Telemetry.none())) {
            messaging.start();
            long began = System.nanoTime();
            database.datastore().startRelay(messaging.publisher());
            while (unpublished(database)) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
            return events * 1e9 / (System.nanoTime() - began);
        } finally {
            database.datastore().close();
        }
    }

    private static boolean unpublished(Database database) {
        return database.datastore()
                .<Boolean>sql(h ->
                        h.createQuery(
                                        "SELECT EXISTS (SELECT 1 FROM datastore.outbox WHERE"
                                                + " published_at IS NULL)")
                                .mapTo(Boolean.class)
                                .one());
    }
}
