package dev.winnow.benchmarks.overload;

import dev.winnow.benchmarks.Report;
import dev.winnow.contracts.RequestContract;
import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests come at three times the rate that an endpoint can answer, whether the callers get
 * answers or not. Its capacity is measured first, then the latency at half of it, then the
 * overload; with a fixed limit and with the adaptive one.
 */
public final class OverloadSuite {
    private static final int TIMES = 3;
    private static final Duration WORK = Duration.ofMillis(5);
    private static final int ROUNDS_OF_WORK = 600_000;

    record Ask(long n) {}

    static final RequestContract<Ask, Ask> CONTRACT =
            new RequestContract<>(
                    "bench",
                    "work",
                    1,
                    "Takes its time.",
                    Ask.class,
                    Ask.class,
                    List.of(),
                    Duration.ofSeconds(2),
                    true);

    private final Duration slice;
    private final Duration warmUp;

    public OverloadSuite(Duration slice, Duration warmUp) {
        this.slice = slice;
        this.warmUp = warmUp;
    }

    /** What the service does, and within which limits. */
    enum Kind {
        WAITING,
        COMPUTING,
        FITTED,
        ADAPTIVE;

        EndpointPolicy policy() {
            return switch (this) {
                case WAITING -> EndpointPolicy.ofDefaults().withConcurrency(8);
                case COMPUTING -> EndpointPolicy.ofDefaults();
                case FITTED ->
                        EndpointPolicy.ofDefaults()
                                .withConcurrency(Runtime.getRuntime().availableProcessors());
                case ADAPTIVE -> EndpointPolicy.ofDefaults().withAdaptive(true);
            };
        }

        /** As many under way as keep it busy, and no more than it takes in. */
        int requests() {
            return switch (this) {
                case WAITING -> 12;
                case FITTED -> policy().concurrency() + 1;
                case COMPUTING, ADAPTIVE -> 8;
            };
        }

        Ask handle(Ask ask) {
            if (this == WAITING) {
                LockSupport.parkNanos(WORK.toNanos());
                return ask;
            }
            return computed(ask);
        }
    }

    public void run(Report report) throws Exception {
        measure(report, "a handler that waits 5 ms, 8 at a time", Kind.WAITING);
        measure(report, "a handler that computes, 64 at a time", Kind.COMPUTING);
        measure(report, "a handler that computes, one for each processor", Kind.FITTED);
        measure(report, "a handler that computes, adaptive", Kind.ADAPTIVE);
    }

    private void measure(Report report, String title, Kind kind) throws Exception {
        try (NatsServer nats = NatsServer.start(NatsServer.Options.temporary());
                OverloadedService _ = OverloadedService.start(nats.url(), kind);
                OpenLoad load =
                        new OpenLoad(
                                nats.url(), CONTRACT.subject(), List.of(Json.write(new Ask(1))))) {
            load.awaitService();
            double capacity = load.closed(kind.requests(), warmUp.plus(slice), slice);
            OpenLoad.Result unloaded = load.open(capacity / 2, slice);
            load.open(capacity * TIMES, warmUp.dividedBy(2));
            OpenLoad.Result over = load.open(capacity * TIMES, slice);
            report.note("overload, " + title, figures(capacity, unloaded, over));
        }
    }

    private static Map<String, Object> figures(
            double capacity, OpenLoad.Result unloaded, OpenLoad.Result over) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("capacity, answers a second", text(capacity));
        figures.put("offered, times the capacity", text(over.offered() / capacity));
        figures.put("goodput, times the capacity", text(over.answered() / capacity));
        figures.put("p50 at half of the capacity, ms", text(unloaded.acceptedMillis(50)));
        figures.put("p99 at half of the capacity, ms", text(unloaded.acceptedMillis(99)));
        figures.put("p50 of the accepted, ms", text(over.acceptedMillis(50)));
        figures.put("p99 of the accepted, ms", text(over.acceptedMillis(99)));
        figures.put(
                "p99 of the accepted, times",
                text(over.acceptedMillis(99) / unloaded.acceptedMillis(99)));
        figures.put("p50 of the refusals, ms", text(over.refusedMillis(50)));
        figures.put("p99 of the refusals, ms", text(over.refusedMillis(99)));
        figures.put("p99 of what the generator was late, ms", text(over.lateMillis(99)));
        figures.put("neither answered nor refused", over.lost());
        return figures;
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.2f", figure);
    }

    /** About a millisecond of one processor. */
    private static Ask computed(Ask ask) {
        long value = ask.n();
        for (int i = 0; i < ROUNDS_OF_WORK; i++) {
            value = value * 6364136223846793005L + 1442695040888963407L;
            value ^= value >>> 29;
        }
        return new Ask(value);
    }
}
