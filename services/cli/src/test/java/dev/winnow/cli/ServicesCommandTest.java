package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.console.ExitCode;
import dev.winnow.contracts.EventContract;
import dev.winnow.contracts.RequestContract;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.EndpointPolicy;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.TestNats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code winnow services} beside services that run. */
final class ServicesCommandTest {
    private record Ask(String text) {}

    private record Answer(String text) {}

    private record Fact(String key, int n) {}

    private static final RequestContract<Ask, Answer> REPEAT =
            new RequestContract<>(
                    "repeater",
                    "repeat",
                    1,
                    "Repeats.",
                    Ask.class,
                    Answer.class,
                    List.of(),
                    Duration.ofSeconds(3),
                    true);
    private static final EventContract<Fact> HAPPENED =
            new EventContract<>(
                    "promises", "happened", 1, "PROMISES", "It happened.", Fact.class, Fact::key);

    private final TestNats nats = TestNats.fresh().with("promises");

    @AfterEach
    void stopServer() {
        nats.close();
    }

    @Test
    void eachEndpointCallAndConsumerOfEachInstanceHasALine() {
        try (Messaging repeater = repeater();
                Messaging second = repeater();
                Messaging worker = worker()) {
            Said said = run("services", "--nats", nats.url());
            assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.DONE);
            assertThat(said.out().lines().findFirst().orElse(""))
                    .contains("SERVICE", "INSTANCE", "KIND", "NAME", "STATE", "LIMIT", "IN FLIGHT");
            assertThat(said.out().lines().map(String::strip))
                    .as(said.out())
                    .filteredOn(line -> line.startsWith("repeater") && line.contains("endpoint"))
                    .hasSize(2)
                    .allMatch(line -> line.matches(".*\\bok +7 +0 .*"));
            assertThat(said.out().lines().map(String::strip))
                    .filteredOn(line -> line.startsWith("worker"))
                    .anyMatch(line -> line.contains("consumer") && line.contains(" 5 "))
                    .anyMatch(line -> line.contains("call") && line.contains("repeater"));
            assertThat(List.of(repeater, second, worker)).hasSize(3);
        }
    }

    @Test
    void jsonIsOneObjectALineWithSettingsAndCounts() {
        try (Messaging repeater = repeater();
                Messaging worker = worker()) {
            Said said = run("services", "worker", "--json", "--nats", nats.url());
            assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.DONE);
            List<JsonNode> lines =
                    said.out()
                            .lines()
                            .map(l -> Json.read(l.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                            .toList();
            assertThat(lines).allMatch(l -> l.path("service").asString("").equals("worker"));
            assertThat(lines)
                    .filteredOn(line -> line.path("kind").asString("").equals("consumer"))
                    .singleElement()
                    .satisfies(line -> {
                        assertThat(line.path("name").asString())
                                .isEqualTo("PROMISES.promises-worker");
                        assertThat(line.path("version").asString()).isEqualTo("1.0.0");
                        assertThat(line.path("instance").asString()).isNotEmpty();
                        assertThat(line.path("state").asString()).isEqualTo("ok");
                        assertThat(line.path("counts").path("limit").asInt()).isEqualTo(5);
                        assertThat(line.path("settings").path("max-in-flight").asString())
                                .isEqualTo("5");
                    });
            assertThat(List.of(repeater.state(), worker.state())).hasSize(2);
        }
    }

    @Test
    void nobodyThereIsNotReachable() {
        Said none = run("services", "--nats", nats.url());
        assertThat(none.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(none.err()).contains("NATS is there, and no service answers");
        try (Messaging repeater = repeater()) {
            Said other = run("services", "nosuch", "--nats", nats.url());
            assertThat(other.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
            assertThat(other.err()).contains("no service of the name nosuch answers");
            assertThat(repeater.state()).isNotNull();
        }
        Said down = run("services", "--nats", "nats://127.0.0.1:1");
        assertThat(down.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(down.err()).contains("no NATS server can be reached");
    }

    @Test
    void wrongUsageAndHelp() {
        Said two = run("services", "a", "b", "--nats", nats.url());
        assertThat(two.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(two.err()).contains("Unmatched argument").hasLineCount(1);
        assertThat(run("services", "--jsn").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run("services", "--help").out()).contains("Usage: winnow services", "--json");
        assertThat(run("replay", "--help").out()).contains("Usage: winnow replay", "--rate");
    }

    private Messaging repeater() {
        Messaging messaging = connect("repeater");
        messaging.endpoint(
                REPEAT,
                EndpointPolicy.ofDefaults().withConcurrency(7),
                ask -> new Answer(ask.text()));
        messaging.start();
        return messaging;
    }

    private Messaging worker() {
        Messaging messaging = connect("worker");
        messaging.client(REPEAT, CallPolicy.ofDefaults());
        messaging
                .consumer(
                        "PROMISES",
                        "promises-worker",
                        ConsumerPolicy.ofDefaults().withMaxInFlight(5))
                .on(HAPPENED, event -> Outcome.done())
                .register();
        messaging.start();
        return messaging;
    }

    private Messaging connect(String name) {
        return Messaging.connect(
                nats.config(), ServiceInfo.of(name, "1.0.0", "A test."), Telemetry.none());
    }

    private static Said run(String... arguments) {
        return Said.run(Map.of(), arguments);
    }
}
