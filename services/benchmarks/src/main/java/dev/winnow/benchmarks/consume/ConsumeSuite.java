package dev.winnow.benchmarks.consume;

import dev.winnow.benchmarks.Report;
import dev.winnow.benchmarks.Rounds;
import dev.winnow.benchmarks.Sample;
import dev.winnow.benchmarks.Usage;
import dev.winnow.localservers.NatsServer;
import dev.winnow.localservers.PostgresServer;
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
    private static final int MOST_MESSAGES = 600_000;
    private static final int LEAST_MESSAGES = 20_000;

    /** More than any contender gets through. */
    private static final int MESSAGES_PER_MILLI = 250;

    /** {@code ConsumeOptions.DEFAULT_CONSUME_OPTIONS}. */
    private static final int JNATS_DEFAULT = 500;

    private static final int KEYS = 2_000;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Rounds rounds;
    private final int messages;
    private int durables;

    public ConsumeSuite(Rounds rounds) {
        this.rounds = rounds;
        long longest = Math.max(rounds.slice().toMillis(), rounds.warmUp().toMillis());
        this.messages = Math.clamp(longest * MESSAGES_PER_MILLI, LEAST_MESSAGES, MOST_MESSAGES);
    }

    public void run(Report report) throws Exception {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.temporary())) {
            Connection connection = Nats.connect(options(nats.url()));
            BenchStream.fill(connection, messages, KEYS);
            try (PostgresServer postgres =
                    PostgresServer.start(PostgresServer.Options.temporary().withFsync(true))) {
                compare(
                        report,
                        "durable consumption, at most %d out".formatted(Consuming.IN_FLIGHT),
                        List.of(
                                new JnatsConsume(connection, JNATS_DEFAULT),
                                new JnatsConsume(connection, Consuming.IN_FLIGHT),
                                new WinnowConsumer(nats.url(), true),
                                new WinnowConsumer(nats.url(), false)),
                        (c, time) -> slice(c, connection, List.of(nats.pid()), time));
                compare(
                        report,
                        "durable consumption with a transaction, fsync on",
                        List.of(
                                new JdbcLoop(connection, postgres),
                                new WinnowInbox(nats.url(), postgres)),
                        (c, time) ->
                                slice(c, connection, List.of(nats.pid(), postgres.pid()), time));
            } finally {
                connection.close();
            }
        }
    }

    private void compare(
            Report report, String title, List<Consuming> contenders, Rounds.Turn<Consuming> turn)
            throws Exception {
        try {
            report.add(title, rounds.run(contenders, turn));
        } finally {
            for (Consuming contender : contenders) {
                contender.end();
            }
        }
    }

    private static Options options(String url) {
        return new Options.Builder().server(url).maxMessagesInOutgoingQueue(65_536).build();
    }

    private Sample slice(Consuming contender, Connection admin, List<Long> servers, Duration time)
            throws Exception {
        String durable = "bench-" + ++durables;
        admin.jetStreamManagement()
                .addOrUpdateConsumer(
                        Counted.STREAM,
                        ConsumerConfiguration.builder()
                                .durable(durable)
                                .ackPolicy(AckPolicy.Explicit)
                                .maxAckPending(Consuming.IN_FLIGHT)
                                .maxDeliver(-1)
                                .ackWait(Duration.ofSeconds(30))
                                .build());
        LongAdder handled = new LongAdder();
        try (AutoCloseable _ = contender.consume(durable, handled)) {
            while (handled.sum() == 0) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            Usage before = Usage.now(servers);
            long first = handled.sum();
            long began = System.nanoTime();
            while (handled.sum() < messages && System.nanoTime() - began < time.toNanos()) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            long count = handled.sum() - first;
            double seconds = (System.nanoTime() - began) / 1e9;
            Usage used = Usage.now(servers).since(before);
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
