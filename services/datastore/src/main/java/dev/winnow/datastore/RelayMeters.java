package dev.winnow.datastore;

import dev.winnow.datastore.OutboxTable.Backlog;
import dev.winnow.messaging.ops.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What the outbox shows of itself. Safe to share. */
final class RelayMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final Counter published;
    private final Counter duplicates;
    private final Counter failures;
    private final List<Meter> gauges;
    private volatile Backlog backlog = new Backlog(0, 0);

    RelayMeters(String service, MeterRegistry registry) {
        this.registry = registry;
        published =
                counter(
                        MeterNames.OUTBOX_PUBLISHED,
                        "Events acknowledged by their stream",
                        service);
        duplicates =
                counter(
                        MeterNames.OUTBOX_DUPLICATES,
                        "Events that their stream already had",
                        service);
        failures =
                counter(MeterNames.OUTBOX_FAILURES, "Attempts that were not acknowledged", service);
        gauges =
                List.of(
                        Gauge.builder(
                                        MeterNames.OUTBOX_PENDING,
                                        this,
                                        meters -> meters.backlog.pending())
                                .description("Events not yet published; counted up to the limit")
                                .tag(MeterNames.TAG_SERVICE, service)
                                .register(registry),
                        Gauge.builder(
                                        MeterNames.OUTBOX_OLDEST,
                                        this,
                                        meters -> meters.backlog.oldestSeconds())
                                .description("Age of the oldest event not yet published")
                                .baseUnit("seconds")
                                .tag(MeterNames.TAG_SERVICE, service)
                                .register(registry));
    }

    private Counter counter(String name, String description, String service) {
        return Counter.builder(name)
                .description(description)
                .tag(MeterNames.TAG_SERVICE, service)
                .register(registry);
    }

    void backlog(Backlog now) {
        backlog = now;
    }

    /** As it was counted last. */
    long pending() {
        return backlog.pending();
    }

    void published(boolean duplicate) {
        published.increment();
        if (duplicate) {
            duplicates.increment();
        }
    }

    void failed() {
        failures.increment();
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
