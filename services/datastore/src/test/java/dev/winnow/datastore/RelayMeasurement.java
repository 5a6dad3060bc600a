package dev.winnow.datastore;

import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.Streams;
import dev.winnow.datastore.Probe.Counted;
import dev.winnow.localservers.Eventually;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.EventPublisher;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.NatsFiles;
import dev.winnow.messaging.NatsProvisioner;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Events a second out of a full outbox into a real stream, by one instance and by two, and the time
 * from a commit to the stream's acknowledgement. Not a test; run its main.
 */
final class RelayMeasurement {
    private static final int EVENTS = 40_000;
    private static final int KEYS = 4_000;
    private static final int SINGLES = 1_000;
    private static final EventContract<Counted> COUNTED =
            new EventContract<>(
                    "applications",
                    "counted",
                    1,
                    Streams.APPLICATIONS,
                    "A number was given",
                    Counted.class,
                    Counted::key);

    private RelayMeasurement() {}

    public static void main(String[] arguments) throws Exception {
        try (NatsServer nats =
                        NatsServer.start(
                                NatsServer.Options.ofDefaults(
                                        Files.createTempDirectory("winnow-measure")));
                Messaging first = connect(nats);
                Messaging second = connect(nats)) {
            for (int round = 0; round < 2; round++) {
                System.out.printf("one relay   %8.0f events/s%n", drain(first));
                System.out.printf("two relays  %8.0f events/s%n", drain(first, second));
            }
            latency(first);
        }
    }

    private static double drain(Messaging... instances) {
        DatabaseConfig config = Probe.database();
        Datastore[] datastores = new Datastore[instances.length];
        Arrays.setAll(datastores, i -> Probe.open(config));
        try {
            for (int from = 0; from < EVENTS; from += 1000) {
                int start = from;
                datastores[0].transactVoid(() -> {
                    for (int i = start; i < start + 1000; i++) {
                        datastores[0].outbox().add(COUNTED, new Counted("k" + i % KEYS, i));
                    }
                });
            }
            long began = System.nanoTime();
            for (int i = 0; i < instances.length; i++) {
                datastores[i].startRelay(instances[i].publisher());
            }
            Eventually.that(
                    Duration.ofMinutes(2),
                    () ->
                            Probe.rows(
                                            datastores[0],
                                            "(SELECT 1 FROM datastore.outbox WHERE published_at"
                                                    + " IS NULL LIMIT 1) AS waiting")
                                    == 0);
            return EVENTS * 1e9 / (System.nanoTime() - began);
        } finally {
            for (Datastore datastore : datastores) {
                datastore.close();
            }
        }
    }

    private static void latency(Messaging messaging) {
        long[] micros = new long[SINGLES];
        long[] acknowledged = new long[2];
        EventPublisher real = messaging.publisher();
        try (Datastore datastore = Probe.open(Probe.database())) {
            datastore.startRelay((batch, deadline) -> {
                var outcomes = real.publish(batch, deadline);
                synchronized (acknowledged) {
                    acknowledged[0] = System.nanoTime();
                    acknowledged[1] += batch.size();
                    acknowledged.notifyAll();
                }
                return outcomes;
            });
            for (int i = 0; i < SINGLES; i++) {
                int n = i;
                datastore.transactVoid(() -> datastore.outbox().add(COUNTED, new Counted("k", n)));
                long committed = System.nanoTime();
                micros[i] = Math.max(0, await(acknowledged, i + 1) - committed) / 1000;
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                "commit to acknowledgement: p50 %d us, p99 %d us%n",
                micros[SINGLES / 2], micros[SINGLES * 99 / 100]);
    }

    private static long await(long[] acknowledged, long events) {
        synchronized (acknowledged) {
            while (acknowledged[1] < events) {
                try {
                    acknowledged.wait(1000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return acknowledged[0];
                }
            }
            return acknowledged[0];
        }
    }

    private static Messaging connect(NatsServer nats) {
        NatsConfig config = NatsConfig.of(nats.url());
        NatsProvisioner.apply(config, NatsFiles.ofClasspath());
        Messaging messaging =
                Messaging.connect(
                        config,
                        new ServiceInfo("probe", "1.0.0", "A measurement", Map.of()),
                        Telemetry.none());
        messaging.start();
        return messaging;
    }
}
