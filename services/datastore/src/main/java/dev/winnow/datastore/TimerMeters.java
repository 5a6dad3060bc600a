package dev.winnow.datastore;

import dev.winnow.messaging.ops.MeterNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What timers show of themselves. Safe to share. */
final class TimerMeters implements AutoCloseable {
    private final String service;
    private final MeterRegistry registry;
    private final List<Meter> gauges;
    private volatile TimerTable.Outlook outlook = new TimerTable.Outlook(0, Optional.empty(), 0);

    TimerMeters(String service, MeterRegistry registry) {
        this.service = service;
        this.registry = registry;
        gauges =
                List.of(
                        Gauge.builder(MeterNames.TIMERS_DUE, this, m -> m.outlook.due())
                                .description("Timers that are due; counted up to 1000")
                                .tag(MeterNames.TAG_SERVICE, service)
                                .register(registry),
                        Gauge.builder(MeterNames.TIMERS_DEAD, this, m -> m.outlook.dead())
                                .description("Timers that have failed for good; up to 1000")
                                .tag(MeterNames.TAG_SERVICE, service)
                                .register(registry));
    }

    void outlook(TimerTable.Outlook now) {
        outlook = now;
    }

    void fired(String kind, double lateSeconds) {
        registry.timer(
                        MeterNames.TIMERS_LATE,
                        MeterNames.TAG_SERVICE,
                        service,
                        MeterNames.TAG_KIND,
                        kind)
                .record(Duration.ofNanos((long) (lateSeconds * 1e9)));
    }

    void failed(String kind) {
        registry.counter(
                        MeterNames.TIMERS_FAILED,
                        MeterNames.TAG_SERVICE,
                        service,
                        MeterNames.TAG_KIND,
                        kind)
                .increment();
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
