package dev.winnow.localservers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nats-servers say of themselves on their monitoring pages. Safe for use by several threads.
 */
final class NatsMonitor implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Pattern META = Pattern.compile("\"meta_cluster\": \\{[^}\\[]*");
    private static final Pattern LEADER = Pattern.compile("\"leader\": \"([^\"]+)\"");
    private static final Pattern REPLICA =
            Pattern.compile("\"name\": \"([^\"]+)\",\\s*\"current\": (true|false)");

    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * A stream as one server sees it.
     *
     * @param leader empty while there is none
     * @param replicas the followers, and whether each has all that it should have
     */
    record StreamView(Optional<String> leader, Map<String, Boolean> replicas) {}

    boolean healthy(NatsServer server) {
        return get(server, "/healthz").isPresent();
    }

    /** Whether a client with this connection name is connected to it. */
    boolean hasClient(NatsServer server, String connectionName) {
        return get(server, "/connz")
                .filter(page -> page.contains("\"name\": \"" + connectionName + "\""))
                .isPresent();
    }

    /** The leader of the meta group, as this server sees it. */
    Optional<String> metaLeader(NatsServer server) {
        return get(server, "/jsz")
                .map(META::matcher)
                .filter(Matcher::find)
                .flatMap(meta -> first(LEADER, meta.group()));
    }

    /** Empty when the server does not answer, or has no part of the stream. */
    Optional<StreamView> stream(NatsServer server, String stream) {
        Pattern detail =
                Pattern.compile(
                        "\"name\": \"%s\",\\s*\"created\": .*?\"state\": \\{"
                                .formatted(Pattern.quote(stream)),
                        Pattern.DOTALL);
        return get(server, "/jsz?streams=true")
                .map(detail::matcher)
                .filter(Matcher::find)
                .map(found -> view(found.group()));
    }

    private static StreamView view(String detail) {
        Map<String, Boolean> replicas = new LinkedHashMap<>();
        Matcher replica = REPLICA.matcher(detail);
        while (replica.find()) {
            replicas.put(replica.group(1), Boolean.parseBoolean(replica.group(2)));
        }
        return new StreamView(first(LEADER, detail), replicas);
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** The page, or nothing when the server does not answer with 200. */
    private Optional<String> get(NatsServer server, String path) {
        URI address = URI.create(server.monitoringUrl().orElseThrow() + path);
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        try {
            HttpResponse<String> page =
                    http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return page.statusCode() == 200 ? Optional.of(page.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is going, or not there yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChildProcess.interrupted(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
