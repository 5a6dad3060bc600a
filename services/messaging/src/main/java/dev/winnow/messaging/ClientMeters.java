package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.ops.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one client measures. Safe to share. */
final class ClientMeters {
    static final String OK = "ok";

    private final MeterRegistry registry;
    private final Tags tags;
    private final int limit;
    private final Circuit circuit;
    private @Nullable Budget budget;
    private @Nullable Hedging hedging;
    private final Counter retries;
    private final LongAdder begun = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final ConcurrentHashMap<String, Counter> fallbacks = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Timer> timers = new ConcurrentHashMap<>();

    ClientMeters(
            MeterRegistry registry, RequestContract<?, ?> contract, Circuit circuit, int limit) {
        this.limit = limit;
        this.circuit = circuit;
        this.registry = registry;
        this.tags =
                Tags.of(
                        MeterNames.TAG_TARGET,
                        contract.service(),
                        MeterNames.TAG_ENDPOINT,
                        contract.versionedName());
        this.retries = registry.counter(MeterNames.CLIENT_RETRIES, tags);
        Gauge.builder(MeterNames.CLIENT_CIRCUIT, circuit, Circuit::state)
                .tags(tags)
                .register(registry);
        Gauge.builder(MeterNames.CLIENT_IN_FLIGHT, this, ClientMeters::inFlight)
                .tags(tags)
                .register(registry);
    }

    static String outcome(CallException e) {
        return switch (e) {
            case ServiceErrorException error -> error.code().name();
            case NoRespondersException none -> "no_responders";
            case DeadlineExceededException late -> "deadline_exceeded";
            case OutcomeUnknownException unknown -> "outcome_unknown";
            case RefusedException refused -> outcome(refused.reason());
        };
    }

    private static String outcome(RefusedException.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    void begin() {
        begun.increment();
    }

    void end(String outcome, long begunNanos) {
        timer(outcome).record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
    }

    void left() {
        ended.increment();
    }

    void retried() {
        retries.increment();
    }

    /** How many calls have begun. */
    long calls() {
        return begun.sum();
    }

    private long inFlight() {
        long left = ended.sum(); // first, so that it is never more than what has begun
        return begun.sum() - left;
    }

    void fellBack(String name) {
        fallbacks
                .computeIfAbsent(
                        name,
                        n ->
                                registry.counter(
                                        MeterNames.CLIENT_FALLBACKS,
                                        tags.and(MeterNames.TAG_FALLBACK, n)))
                .increment();
    }

    /** Takes what others count into the meters. */
    void observe(Budget retries, @Nullable Hedging hedges) {
        this.budget = retries;
        FunctionCounter.builder(MeterNames.CLIENT_RETRIES_REFUSED, retries, Budget::refused)
                .tags(tags)
                .register(registry);
        this.hedging = hedges;
        if (hedges != null) {
            FunctionCounter.builder(MeterNames.CLIENT_HEDGES, hedges, Hedging::sent)
                    .tags(tags)
                    .register(registry);
            FunctionCounter.builder(MeterNames.CLIENT_HEDGES_WON, hedges, Hedging::wins)
                    .tags(tags)
                    .register(registry);
        }
    }

    /** What has been counted, by name. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("limit", (long) limit);
        counts.put("in-flight", inFlight());
        long refused = 0;
        for (RefusedException.Reason reason : RefusedException.Reason.values()) {
            Timer timer = timers.get(outcome(reason));
            refused += timer == null ? 0 : timer.count();
        }
        counts.put("refused", refused);
        counts.put("retries", (long) retries.count());
        counts.put("calls", calls());
        counts.put("circuit-openings", (long) circuit.openings());
        if (budget != null) {
            counts.put("retries-over-budget", budget.refused());
        }
        if (hedging != null) {
            counts.put("hedges", hedging.sent());
            counts.put("hedges-won", hedging.wins());
        }
        fallbacks.forEach((name, used) -> counts.put("fallback-" + name, (long) used.count()));
        timers.forEach((outcome, timer) -> counts.put(outcome, timer.count()));
        return counts;
    }

    private Timer timer(String outcome) {
        Timer known = timers.get(outcome);
        return known != null ? known : timers.computeIfAbsent(outcome, this::register);
    }

    private Timer register(String outcome) {
        return registry.timer(MeterNames.CLIENT_CALLS, tags.and(MeterNames.TAG_OUTCOME, outcome));
    }
}
