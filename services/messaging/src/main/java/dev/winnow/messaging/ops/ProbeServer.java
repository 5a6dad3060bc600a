package dev.winnow.messaging.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.winnow.messaging.Json;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code /livez}, {@code /readyz} and {@code /metrics} over HTTP.
 *
 * <ul>
 *   <li>{@code /livez} answers 200 as long as the process answers at all; it depends on nothing.
 *   <li>{@code /readyz} answers 200 when no check of {@link Health} is red, else 503; the JSON body
 *       names each check and what is wrong.
 *   <li>{@code /metrics} is Prometheus text.
 * </ul>
 *
 * <p>Each request has a virtual thread. Safe to share.
 */
public final class ProbeServer implements AutoCloseable {
    private static final Duration GRACE = Duration.ofMillis(200);

    private final HttpServer http;
    private final ExecutorService threads;

    private ProbeServer(HttpServer http, ExecutorService threads) {
        this.http = http;
        this.threads = threads;
    }

    /** Listens on loopback; port 0 takes a free one. */
    public static ProbeServer start(int port, Health health, PrometheusMeterRegistry meters) {
        return start(new ProbeConfig("127.0.0.1", port), health, meters);
    }

    /**
     * @throws UncheckedIOException with one clear line when the address or port cannot be had
     */
    public static ProbeServer start(
            ProbeConfig config, Health health, PrometheusMeterRegistry meters) {
        return start(config, health, meters::scrape);
    }

    /**
     * For a process with several registries.
     *
     * @param metrics makes the page, as Prometheus text
     * @throws UncheckedIOException with one clear line when the address or port cannot be had
     */
    public static ProbeServer start(ProbeConfig config, Health health, Supplier<String> metrics) {
        HttpServer http = bind(config);
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory());
        http.setExecutor(threads);
        http.createContext("/livez", get("/livez", () -> new Answer(200, "text/plain", "ok\n")));
        http.createContext("/readyz", get("/readyz", () -> readiness(health)));
        http.createContext(
                "/metrics",
                get(
                        "/metrics",
                        () ->
                                new Answer(
                                        200,
                                        "text/plain; version=0.0.4; charset=utf-8",
                                        metrics.get())));
        http.start();
        return new ProbeServer(http, threads);
    }

    /** The address it listens on. */
    public InetSocketAddress address() {
        return http.getAddress();
    }

    /** The port it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(Math.toIntExact(GRACE.toSeconds()));
        threads.shutdownNow();
    }

    private record Answer(int status, String contentType, String body) {}

    private record Readiness(boolean ready, List<NamedCheck> checks) {}

    private record NamedCheck(String name, boolean ok, String problem) {}

    private static Answer readiness(Health health) {
        List<NamedCheck> checks =
                health.check().stream()
                        .map(c -> new NamedCheck(c.name(), c.ok(), c.problem().orElse("")))
                        .toList();
        boolean ready = checks.stream().allMatch(NamedCheck::ok);
        String body = new String(Json.write(new Readiness(ready, checks)), StandardCharsets.UTF_8);
        return new Answer(ready ? 200 : 503, "application/json", body + "\n");
    }

    private static HttpServer bind(ProbeConfig config) {
        InetSocketAddress address = new InetSocketAddress(config.bind(), config.port());
        String where = config.bind() + ":" + config.port();
        if (address.isUnresolved()) {
            throw new UncheckedIOException(
                    new BindException("the probes' address " + where + " is not known here"));
        }
        try {
            return HttpServer.create(address, 0);
        } catch (BindException inUse) {
            throw new UncheckedIOException(
                    "the probes cannot listen on " + where + ": " + inUse.getMessage(), inUse);
        } catch (IOException e) {
            throw new UncheckedIOException("the probes cannot listen on " + where, e);
        }
    }

    /** A handler for exactly this path and for GET and HEAD only. */
    private static com.sun.net.httpserver.HttpHandler get(String path, Supplier<Answer> answer) {
        return exchange -> {
            try (exchange) {
                exchange.getRequestBody().close();
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    send(exchange, new Answer(404, "text/plain", "not found\n"));
                } else if (isRead(exchange)) {
                    send(exchange, answer.get());
                } else {
                    exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                    send(exchange, new Answer(405, "text/plain", "GET only\n"));
                }
            }
        };
    }

    private static boolean isRead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("GET")
                || exchange.getRequestMethod().equals("HEAD");
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
