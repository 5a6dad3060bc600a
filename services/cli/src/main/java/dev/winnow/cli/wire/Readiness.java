package dev.winnow.cli.wire;

import dev.winnow.cli.local.DataDirectory;
import dev.winnow.cli.local.RunFile;
import dev.winnow.messaging.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What the Winnow that runs here says about its own health.
 *
 * @param checks empty when none runs here
 */
record Readiness(List<Check> checks) {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    Readiness {
        checks = List.copyOf(checks);
    }

    /** One check of {@code /readyz}. */
    record Check(String name, boolean ok, String problem) {}

    private record Page(boolean ready, List<Check> checks) {}

    static Readiness ask(DataDirectory data) throws IOException, InterruptedException {
        Optional<RunFile> running = RunFile.read(data);
        if (running.isEmpty()) {
            return new Readiness(List.of());
        }
        String url = "http://127.0.0.1:" + running.get().http() + "/readyz";
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
            byte[] body = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
            return new Readiness(Json.read(body, Page.class).checks());
        } catch (IOException | JacksonException e) {
            return new Readiness(
                    List.of(new Check("probes", false, url + " does not answer: " + e)));
        }
    }

    boolean isRed() {
        return checks.stream().anyMatch(check -> !check.ok());
    }

    void print(PrintStream out) {
        if (checks.isEmpty()) {
            return;
        }
        Table table = new Table("CHECK", "STATE");
        for (Check check : checks) {
            table.row(check.name(), check.ok() ? "ok" : check.problem());
        }
        table.print(out);
    }
}
