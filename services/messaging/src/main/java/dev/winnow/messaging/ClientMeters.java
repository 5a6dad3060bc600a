package dev.winnow.messaging;

import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.ops.MeterNames;
import io.micrometer.core.instrument.Counter;
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

/** What one client measures. Safe to share. */
final class ClientMeters {
    static final String OK = "ok";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter retries;
    private final LongAdder inFlight = new LongAdder();
    private final ConcurrentHashMap<String, Timer> timers = new ConcurrentHashMap<>();

    ClientMeters(MeterRegistry registry, RequestContract<?, ?> contract, Circuit circuit) {
        this.registry = registry;
        this.tags =
                Tags.of(
                        MeterNames.TAG_TARGET,
                        contract.service(),
                        MeterNames.TAG_ENDPOINT,
                        contract.name());
        this.retries = registry.counter(MeterNames.CLIENT_RETRIES, tags);
        Gauge.builder(MeterNames.CLIENT_CIRCUIT, circuit, Circuit::state)
                .tags(tags)
                .register(registry);
        Gauge.builder(MeterNames.CLIENT_IN_FLIGHT, inFlight, LongAdder::sum)
                .tags(tags)
                .register(registry);
    }

    static String outcome(CallException e) {
        return switch (e) {
            case ServiceErrorException error -> error.code().name();
            case NoRespondersException none -> "no_responders";
            case DeadlineExceededException late -> "deadline_exceeded";
            case OutcomeUnknownException unknown -> "outcome_unknown";
            case RefusedException refused -> refused.reason().name().toLowerCase(Locale.ROOT);
        };
    }

    void begin() {
        inFlight.increment();
    }

    void end(String outcome, long begunNanos) {
        timer(outcome).record(System.nanoTime() - begunNanos, TimeUnit.NANOSECONDS);
    }

    void left() {
        inFlight.decrement();
    }

    void retried() {
        retries.increment();
    }

    /** What has been counted, by name. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("in-flight", inFlight.sum());
        counts.put("retries", (long) retries.count());
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
