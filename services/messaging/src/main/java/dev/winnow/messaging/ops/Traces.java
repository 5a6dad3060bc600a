package dev.winnow.messaging.ops;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The OpenTelemetry SDK, set up from its standard environment variables. */
final class Traces {
    private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    private Traces() {}

    static boolean isExportConfigured(Map<String, String> environment) {
        return isSet(environment, ENDPOINT) || isSet(environment, TRACES_ENDPOINT);
    }

    static OpenTelemetrySdk sdk(String service, Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        properties.put("otel.service.name", service);
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        properties.put("otel.propagators", "tracecontext");
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        // Meters are Micrometer's and logs are lines; neither goes out here.
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        if (!isExportConfigured(environment)) {
            properties.put("otel.traces.exporter", "none");
        }
        return AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesCustomizer(ignored -> properties)
                .build()
                .getOpenTelemetrySdk();
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
