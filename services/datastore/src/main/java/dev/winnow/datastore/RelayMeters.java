package dev.winnow.datastore;

import dev.winnow.datastore.OutboxTable.Backlog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** What the outbox shows of itself. Safe to share. */
final class RelayMeters implements AutoCloseable {
    static final String PENDING = "winnow.outbox.pending";
    static final String OLDEST = "winnow.outbox.oldest.age";
    static final String PUBLISHED = "winnow.outbox.published";
    static final String DUPLICATES = "winnow.outbox.duplicates";
    static final String FAILURES = "winnow.outbox.failures";

    private final MeterRegistry registry;
    private final Counter published;
    private final Counter duplicates;
    private final Counter failures;
    private final List<Meter> gauges;
    private volatile Backlog backlog = new Backlog(0, 0);

    RelayMeters(String service, MeterRegistry registry) {
        this.registry = registry;
        published = counter(PUBLISHED, "Events acknowledged by their stream", service);
        duplicates = counter(DUPLICATES, "Events that their stream already had", service);
        failures = counter(FAILURES, "Attempts that were not acknowledged", service);
        gauges =
                List.of(
                        Gauge.builder(PENDING, this, meters -> meters.backlog.pending())
                                .description("Events not yet published; counted up to 10000")
                                .tag("service", service)
                                .register(registry),
                        Gauge.builder(OLDEST, this, meters -> meters.backlog.oldestSeconds())
                                .description("Age of the oldest event not yet published")
                                .baseUnit("seconds")
                                .tag("service", service)
                                .register(registry));
    }

    private Counter counter(String name, String description, String service) {
        return Counter.builder(name)
                .description(description)
                .tag("service", service)
                .register(registry);
    }

    void backlog(Backlog now) {
        backlog = now;
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
