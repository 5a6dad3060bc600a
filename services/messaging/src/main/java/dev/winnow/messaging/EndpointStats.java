package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;
import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.ops.MeterNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What one endpoint counts, for ADR-32 STATS and for the meters. Safe to share. */
final class EndpointStats {
    private final MeterRegistry registry;
    private final Tags tags;
    private final InFlight inFlight;
    private final Gate gate;
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private final ConcurrentHashMap<String, Timer> timers = new ConcurrentHashMap<>();
    private volatile String lastError = "";

    EndpointStats(
            MeterRegistry registry, RequestContract<?, ?> contract, InFlight inFlight, Gate gate) {
        this.registry = registry;
        this.inFlight = inFlight;
        this.gate = gate;
        this.tags = Tags.of(MeterNames.TAG_ENDPOINT, contract.versionedName());
        Gauge.builder(MeterNames.ENDPOINT_IN_FLIGHT, inFlight, InFlight::count)
                .tags(tags)
                .register(registry);
        Gauge.builder(MeterNames.ENDPOINT_LIMIT, gate, Gate::limit).tags(tags).register(registry);
        Gauge.builder(MeterNames.ENDPOINT_WAITING, gate, Gate::waiting)
                .tags(tags)
                .register(registry);
    }

    /** A request has its reply, which is about to be published. */
    void answered() {
        requests.increment();
    }

    /** A request has its error reply, which is about to be published. */
    void failed(ErrorReply error) {
        lastError = error.lastError();
        errors.increment();
        requests.increment();
    }

    /** A reply was published, this long after its request arrived. */
    void took(String outcome, long tookNanos) {
        nanos.add(tookNanos);
        Timer timer = timers.get(outcome);
        if (timer == null) {
            timer = timers.computeIfAbsent(outcome, this::register);
        }
        timer.record(tookNanos, TimeUnit.NANOSECONDS);
    }

    private Timer register(String outcome) {
        return registry.timer(
                MeterNames.ENDPOINT_REQUESTS, tags.and(MeterNames.TAG_OUTCOME, outcome));
    }

    /** What has been counted, by name. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        counts.put("limit", (long) gate.limit());
        counts.put("in-flight", (long) inFlight.count());
        counts.put("waiting", (long) gate.waiting());
        Timer refused = timers.get(ErrorCode.OVERLOADED.name());
        counts.put("refused", refused == null ? 0 : refused.count());
        timers.forEach((outcome, timer) -> counts.put(outcome, timer.count()));
        return counts;
    }

    long requests() {
        return requests.sum();
    }

    long errors() {
        return errors.sum();
    }

    long processingNanos() {
        return nanos.sum();
    }

    String lastError() {
        return lastError;
    }
}
