package dev.winnow.messaging;

import dev.winnow.messaging.ops.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** One durable consumer's meters. Safe to share. */
final class ConsumerMeters {
    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter deliveries;
    private final Counter redeliveries;
    private final Counter ackFailures;
    private final Counter deadLetterFailures;
    private final ConcurrentHashMap<Handled, Timer> handlers = new ConcurrentHashMap<>();
    private final AtomicLong pending = new AtomicLong();
    private final AtomicLong lagMillis = new AtomicLong();

    private record Handled(String type, String outcome) {}

    ConsumerMeters(MeterRegistry registry, String stream, String durable, IntSupplier inFlight) {
        this.registry = registry;
        this.tags = Tags.of(MeterNames.TAG_STREAM, stream, MeterNames.TAG_CONSUMER, durable);
        this.deliveries = registry.counter(MeterNames.CONSUMER_DELIVERIES, tags);
        this.redeliveries = registry.counter(MeterNames.CONSUMER_REDELIVERIES, tags);
        this.ackFailures = registry.counter(MeterNames.CONSUMER_ACK_FAILURES, tags);
        this.deadLetterFailures = registry.counter(MeterNames.CONSUMER_DEAD_LETTER_FAILURES, tags);
        gauge(MeterNames.CONSUMER_IN_FLIGHT, null, inFlight::getAsInt);
        gauge(MeterNames.CONSUMER_PENDING, null, pending::get);
        gauge(MeterNames.CONSUMER_LAG, "seconds", () -> lagMillis.get() / 1000.0);
    }

    private void gauge(
            String name,
            @org.jspecify.annotations.Nullable String unit,
            java.util.function.Supplier<Number> value) {
        Gauge.builder(name, value).tags(tags).baseUnit(unit).register(registry);
    }

    void received(AckSubject meta) {
        deliveries.increment();
        if (meta.deliveries() > 1) {
            redeliveries.increment();
        }
        pending.set(meta.pending());
        lagMillis.set(Math.max(0, System.currentTimeMillis() - meta.storedAtMillis()));
    }

    void circuit(IntSupplier state) {
        gauge(MeterNames.CONSUMER_CIRCUIT, null, state::getAsInt);
    }

    void handled(String type, String outcome, long nanos) {
        // The types are those of the handlers: few.
        handlers.computeIfAbsent(new Handled(type, outcome), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Handled of) {
        return registry.timer(
                MeterNames.CONSUMER_HANDLER,
                tags.and(MeterNames.TAG_TYPE, of.type(), MeterNames.TAG_OUTCOME, of.outcome()));
    }

    void deadLetter(String reason) {
        registry.counter(MeterNames.CONSUMER_DEAD_LETTERS, tags.and(MeterNames.TAG_REASON, reason))
                .increment();
    }

    void deadLetterFailed() {
        deadLetterFailures.increment();
    }

    void acksFailed(int count) {
        ackFailures.increment(count);
    }

    void pulled(String reason) {
        registry.counter(MeterNames.CONSUMER_PULLS, tags.and(MeterNames.TAG_REASON, reason))
                .increment();
    }
}
