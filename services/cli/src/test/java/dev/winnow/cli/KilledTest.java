package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.localservers.NatsServer;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** SIGKILL in the middle of a file, then the same command again. */
final class KilledTest {
    private static final int ROWS = 600;
    private static final int KILL_AFTER = 40;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyApplicationEndsWithExactlyOneDecision(boolean serversToo) throws Exception {
        Path data = folder.resolve("data");
        Path out = folder.resolve("results.jsonl");
        String[] command = {
            "screen", applications().toString(), "--data", data.toString(), "--out", out.toString()
        };
        try (CliProcess victim = CliProcess.start(folder, command)) {
            killAfterSomeDecisions(victim, data, serversToo);
        }
        assertThat(out).as("killed before it was finished").doesNotExist();

        CliProcess.Finished again = CliProcess.run(folder, command);
        assertThat(again.exitCode()).as(again.err() + again.out()).isZero();
        Results results = Results.read(out);
        assertThat(results.lines()).hasSize(ROWS);
        assertThat(results.lines()).extracting(Results.Line::reference).doesNotHaveDuplicates();
        assertThat(results.lines()).extracting(Results.Line::applicationId).doesNotHaveDuplicates();
        assertThat(results.lines().stream().filter(Results.Line::known).count())
                .as("some were submitted before the kill")
                .isGreaterThanOrEqualTo(KILL_AFTER)
                .isLessThan(ROWS);
        assertOneDecidedEventEach(data);
    }

    private Path applications() throws IOException {
        StringBuilder rows = new StringBuilder("reference,kind,name,date_of_birth,country\n");
        for (int i = 0; i < ROWS; i++) {
            rows.append("K-").append(i).append(",person,Ada Example,1985-03-14,ES\n");
        }
        return Files.writeString(folder.resolve("many.csv"), rows);
    }

    private static void killAfterSomeDecisions(CliProcess victim, Path data, boolean serversToo)
            throws Exception {
        Path runFile = data.resolve("run.json");
        Eventually.that(LIMIT, () -> "started", () -> Files.exists(runFile) || !victim.isAlive());
        assertThat(victim.isAlive()).as(victim.err()).isTrue();
        JsonNode running = Json.mapper().readTree(Files.readAllBytes(runFile));
        AtomicInteger decided = new AtomicInteger();
        try (Messaging observer = connect(running.path("nats").asString())) {
            observer.raw()
                    .subscribe("events.applications.decided.v1.*", m -> decided.incrementAndGet());
            Eventually.that(LIMIT, () -> "some decided", () -> decided.get() >= KILL_AFTER);
            victim.kill(serversToo);
        }
        assertThat(decided.get()).as("killed in the middle").isLessThan(ROWS);
    }

    private static Messaging connect(String url) {
        return Messaging.connect(
                NatsConfig.of(url),
                new ServiceInfo("test-observer", "0.0.1", "looks on", Map.of()),
                Telemetry.none());
    }

    private static void assertOneDecidedEventEach(Path data) {
        try (NatsServer server =
                        NatsServer.start(NatsServer.Options.ofDefaults(data.resolve("nats")));
                Messaging observer = connect(server.url())) {
            byte[] reply =
                    observer.raw()
                            .request(
                                    "$JS.API.STREAM.INFO.APPLICATIONS",
                                    Json.write(
                                            Map.of(
                                                    "subjects_filter",
                                                    "events.applications.decided.v1.*")),
                                    Map.of(),
                                    LIMIT)
                            .body();
            JsonNode subjects = Json.mapper().readTree(reply).path("state").path("subjects");
            assertThat(subjects.size()).isEqualTo(ROWS);
            subjects.forEach(count -> assertThat(count.asInt()).isEqualTo(1));
        }
    }
}
