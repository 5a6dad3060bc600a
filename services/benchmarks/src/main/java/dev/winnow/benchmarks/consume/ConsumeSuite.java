package dev.winnow.benchmarks.consume;

import dev.winnow.benchmarks.Report;
import dev.winnow.benchmarks.Rounds;
import dev.winnow.benchmarks.Sample;
import dev.winnow.benchmarks.Usage;
import dev.winnow.localservers.NatsServer;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** A full stream is worked through by each contender, from its beginning in each slice. */
public final class ConsumeSuite {
    private static final int MESSAGES = 600_000;
    private static final int KEYS = 2_000;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Rounds rounds;
    private int durables;

    public ConsumeSuite(Rounds rounds) {
        this.rounds = rounds;
    }

    public void run(Report report) throws Exception {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.temporary())) {
            Connection connection = Nats.connect(options(nats.url()));
            BenchStream.fill(connection, MESSAGES, KEYS);
            List<Consuming> contenders =
                    List.of(
                            new JnatsConsume(connection),
                            new WinnowConsumer(nats.url(), true),
                            new WinnowConsumer(nats.url(), false));
            try {
                report.add(
                        "durable consumption, %d in flight".formatted(Consuming.IN_FLIGHT),
                        rounds.run(contenders, (c, time) -> slice(c, connection, nats, time)));
            } finally {
                for (Consuming contender : contenders) {
                    contender.end();
                }
                connection.close();
            }
        }
    }

    private static Options options(String url) {
        return new Options.Builder().server(url).maxMessagesInOutgoingQueue(65_536).build();
    }

    private Sample slice(Consuming contender, Connection admin, NatsServer nats, Duration time)
            throws Exception {
        String durable = "bench-" + ++durables;
        admin.jetStreamManagement()
                .addOrUpdateConsumer(
                        Counted.STREAM,
                        ConsumerConfiguration.builder()
                                .durable(durable)
                                .ackPolicy(AckPolicy.Explicit)
                                .maxAckPending(4 * Consuming.IN_FLIGHT)
                                .maxDeliver(-1)
                                .ackWait(Duration.ofSeconds(30))
                                .build());
        LongAdder handled = new LongAdder();
        try (AutoCloseable _ = contender.consume(durable, handled)) {
            while (handled.sum() == 0) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            Usage before = Usage.now(List.of(nats.pid()));
            long first = handled.sum();
            long began = System.nanoTime();
            while (handled.sum() < MESSAGES && System.nanoTime() - began < time.toNanos()) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            long count = handled.sum() - first;
            double seconds = (System.nanoTime() - began) / 1e9;
            Usage used = Usage.now(List.of(nats.pid())).since(before);
            return new Sample(
                    count,
                    seconds,
                    new Histogram(3),
                    used.allocated(),
                    used.cpuNanos(),
                    used.serverCpuNanos());
        } finally {
            admin.jetStreamManagement().deleteConsumer(Counted.STREAM, durable);
        }
    }
}
