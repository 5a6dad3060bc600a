package dev.winnow.messaging.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeServerTest {
    private final Telemetry telemetry = Telemetry.create("probed", Map.of());
    private final Health health = new Health();
    private final ProbeServer probes = ProbeServer.start(0, health, telemetry.prometheus());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        http.close();
        probes.close();
        telemetry.close();
    }

    @Test
    void livenessDependsOnNothing() throws Exception {
        health.register("database", () -> false);
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(probes.address().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void readinessNamesTheRedCheck() throws Exception {
        AtomicBoolean up = new AtomicBoolean(true);
        health.register("nats", () -> true);
        health.registerProblem(
                "database", () -> up.get() ? Optional.empty() : Optional.of("no connection"));
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        up.set(false);
        HttpResponse<String> red = get("/readyz");
        assertThat(red.statusCode()).isEqualTo(503);
        assertThat(red.body().strip())
                .isEqualTo(
                        "{\"ready\":false,\"checks\":[{\"name\":\"database\",\"ok\":false,\"problem\":\"no"
                            + " connection\"},{\"name\":\"nats\",\"ok\":true,\"problem\":\"\"}]}");
    }

    @Test
    void whatIsStillStartingIsAliveAndNotReady() throws Exception {
        Health starting = Health.starting();
        starting.register("nats", () -> true);
        try (ProbeServer early = ProbeServer.start(0, starting, telemetry.prometheus())) {
            assertThat(get(early, "/livez").statusCode()).isEqualTo(200);
            assertThat(get(early, "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(early, "/readyz").body()).contains("still starting");
            starting.started();
            assertThat(get(early, "/readyz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aCheckThatThrowsOrHangsIsRedAndTheProbeStillAnswers() throws Exception {
        health.register(
                "throws",
                () -> {
                    throw new IllegalStateException("planted");
                });
        CountDownLatch never = new CountDownLatch(1);
        health.register("hangs", () -> awaitQuietly(never));
        long began = System.nanoTime();
        HttpResponse<String> red = get("/readyz");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(red.statusCode()).isEqualTo(503);
        assertThat(red.body()).contains("planted", "no answer within 1000 ms");
        never.countDown();
    }

    @Test
    void metricsArePrometheusTextWithTheJvmsOwn() throws Exception {
        telemetry.meters().counter("winnow.test.things", "kind", "good").increment(3);
        HttpResponse<String> page = get("/metrics");
        assertThat(page.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
        assertThat(page.body())
                .contains("winnow_test_things_total{kind=\"good\",service=\"probed\"} 3.0")
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "jvm_gc_");
    }

    @Test
    void onlyTheThreePathsAndOnlyReading() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/livez/x").statusCode()).isEqualTo(404);
        HttpRequest post =
                HttpRequest.newBuilder(uri("/livez"))
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build();
        assertThat(http.send(post, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void aPortInUseIsOneClearLine() {
        assertThatThrownBy(() -> ProbeServer.start(probes.port(), health, telemetry.prometheus()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1:" + probes.port());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(probes, path);
    }

    private HttpResponse<String> get(ProbeServer from, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(from, path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return uri(probes, path);
    }

    private static URI uri(ProbeServer of, String path) {
        return URI.create("http://127.0.0.1:" + of.port() + path);
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
