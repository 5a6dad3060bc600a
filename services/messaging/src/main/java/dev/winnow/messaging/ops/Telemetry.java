package dev.winnow.messaging.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A service's meters and spans. Each service of a process has its own, tagged with its name.
 *
 * <p>Spans leave the process only when {@code OTEL_EXPORTER_OTLP_ENDPOINT} is set (OTLP over HTTP
 * unless {@code OTEL_EXPORTER_OTLP_PROTOCOL} says otherwise; the other {@code OTEL_*} variables of
 * the OpenTelemetry SDK are honoured). Otherwise the runtime still makes trace ids, logs them and
 * passes them on, without spans.
 *
 * <p>Safe to share.
 */
public final class Telemetry implements AutoCloseable {
    private final String service;
    private final PrometheusMeterRegistry meters;
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private final OpenTelemetrySdk openTelemetry;
    private final Tracer tracer;
    private final boolean exporting;

    private Telemetry(String service, OpenTelemetrySdk openTelemetry, boolean exporting) {
        this.service = service;
        this.openTelemetry = openTelemetry;
        this.exporting = exporting;
        this.tracer = openTelemetry.getTracer("dev.winnow");
        this.meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config().commonTags(Tags.of(MeterNames.TAG_SERVICE, service));
    }

    /** Telemetry as the process environment says. */
    public static Telemetry create(String service) {
        return create(service, System.getenv());
    }

    /** Telemetry as the given environment says. */
    public static Telemetry create(String service, Map<String, String> environment) {
        Telemetry telemetry =
                new Telemetry(
                        service,
                        Traces.sdk(service, environment),
                        Traces.isExportConfigured(environment));
        telemetry.bindJvm();
        return telemetry;
    }

    /** For tests and tools: meters in memory, trace ids made, nothing leaves the process. */
    public static Telemetry none() {
        return new Telemetry("none", Traces.sdk("none", Map.of()), false);
    }

    /** The service's name: its ADR-32 name, and the tag {@code service} on every meter. */
    public String service() {
        return service;
    }

    /** Where meters are registered. */
    public MeterRegistry meters() {
        return meters;
    }

    /** The same registry, as the probe server prints it. */
    public PrometheusMeterRegistry prometheus() {
        return meters;
    }

    public OpenTelemetry openTelemetry() {
        return openTelemetry;
    }

    public Tracer tracer() {
        return tracer;
    }

    /** Whether spans go anywhere; when not, only their ids matter. */
    public boolean exporting() {
        return exporting;
    }

    /** Sends what spans are left, for at most five seconds. */
    @Override
    public void close() {
        openTelemetry.shutdown().join(5, TimeUnit.SECONDS);
        gc.close();
        meters.close();
    }

    private void bindJvm() {
        new JvmMemoryMetrics().bindTo(meters);
        gc.bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ClassLoaderMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
    }
}
