package dev.winnow.messaging.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;

/**
 * Where measurements and traces go. Safe to share.
 *
 * @param meters the metrics
 * @param openTelemetry the traces
 */
public record Telemetry(MeterRegistry meters, OpenTelemetry openTelemetry) {
    /** Measurements are kept in memory only and traces go nowhere: for tests and tools. */
    public static Telemetry none() {
        return new Telemetry(new SimpleMeterRegistry(), OpenTelemetry.noop());
    }
}
