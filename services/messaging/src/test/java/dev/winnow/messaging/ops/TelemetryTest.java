package dev.winnow.messaging.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.winnow.localservers.Eventually;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    /** A collector as small as can be: it keeps the bodies it is sent. */
    private static final class Collector implements AutoCloseable {
        private final HttpServer http;
        private final List<String> received = new CopyOnWriteArrayList<>();

        Collector() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext(
                    "/v1/traces",
                    exchange -> {
                        try (exchange) {
                            received.add(
                                    new String(
                                            exchange.getRequestBody().readAllBytes(),
                                            StandardCharsets.ISO_8859_1));
                            exchange.sendResponseHeaders(200, -1);
                        }
                    });
            http.start();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }

    @Test
    void spansArriveAtTheCollectorThatIsConfigured() throws IOException {
        try (Collector collector = new Collector()) {
            Map<String, String> environment =
                    Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(),
                            "OTEL_EXPORTER_OTLP_COMPRESSION", "none",
                            "OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=a-test");
            try (Telemetry telemetry = Telemetry.create("traced", environment)) {
                assertThat(telemetry.exporting()).isTrue();
                Span span = telemetry.tracer().spanBuilder("planted-span").startSpan();
                span.end();
            }
            Eventually.that(
                    Duration.ofSeconds(10),
                    () -> String.join("", collector.received).contains("planted-span"));
            assertThat(String.join("", collector.received))
                    .contains("service.name", "traced", "deployment.environment.name", "a-test");
        }
    }

    @Test
    void withoutACollectorNothingIsExported() {
        try (Telemetry telemetry = Telemetry.create("untraced", Map.of())) {
            assertThat(telemetry.exporting()).isFalse();
        }
    }

    @Test
    void aCollectorThatIsNotThereDoesNotHoldUpTheEnd() {
        long began = System.nanoTime();
        try (Telemetry telemetry =
                Telemetry.create(
                        "traced", Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"))) {
            telemetry.tracer().spanBuilder("x").startSpan().end();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
}
