package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.console.ExitCode;
import dev.winnow.contracts.EventContract;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.PublishOutcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.TestNats;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code winnow replay} on a real server. */
final class ReplayCommandTest {
    private static final String STREAM = "PROMISES";
    private static final String DURABLE = "promises-worker";
    private static final int EVENTS = 20;

    private record Fact(String key, int n) {}

    private static final EventContract<Fact> HAPPENED =
            new EventContract<>(
                    "promises", "happened", 1, STREAM, "It happened.", Fact.class, Fact::key);

    private final TestNats nats = TestNats.fresh().with("promises");

    @BeforeEach
    void publish() {
        List<EventMessage> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(EventMessage.of(HAPPENED, new Fact("k" + i % 4, i), "e" + i, Instant.now()));
        }
        try (Messaging messaging = connect()) {
            assertThat(
                            messaging
                                    .publisher()
                                    .publish(events, Deadline.after(Duration.ofSeconds(20))))
                    .hasOnlyElementsOfType(PublishOutcome.Acknowledged.class);
        }
    }

    @AfterEach
    void stopServer() {
        nats.close();
    }

    @Test
    void aPartGoesToOneConsumerAndASecondRunAddsNothing() {
        String[] part = {"--from-sequence", "6", "--to-sequence", "15", "--to-consumer", DURABLE};
        Said first = replay(part);
        assertThat(first.exitCode()).as(first.err()).isEqualTo(ExitCode.DONE);
        assertThat(first.out())
                .isEqualToIgnoringNewLines(
                        "10 messages replayed, 0 of them were there from before; all up to 15");
        assertThat(copies()).isEqualTo(10);
        Said second = replay(part);
        assertThat(second.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(second.out()).contains("10 messages replayed, 10 of them were there");
        assertThat(copies()).isEqualTo(10);
    }

    @Test
    void jsonHasRunAndCountsAndAgainIsARunOfItsOwn() {
        String[] all = {"--from-sequence", "1", "--to-consumer", DURABLE, "--json"};
        JsonNode once = json(replay(all));
        assertThat(once.path("stream").asString()).isEqualTo(STREAM);
        assertThat(once.path("run").asString()).isEqualTo("once");
        assertThat(once.path("published").asInt()).isEqualTo(EVENTS);
        assertThat(once.path("before").asInt(-1)).isZero();
        assertThat(once.path("upTo").asInt()).isEqualTo(EVENTS);
        assertThat(once.has("stopped")).isFalse();
        // The copies of the first run are in the stream, and are not copied themselves.
        JsonNode again =
                json(
                        replay(
                                "--from-time",
                                "2020-01-01T00:00:00Z",
                                "--to-consumer",
                                DURABLE,
                                "--effects",
                                "again",
                                "--json"));
        assertThat(again.path("run").asString()).isNotEqualTo("once").isNotEmpty();
        assertThat(again.path("published").asInt()).isEqualTo(EVENTS);
        assertThat(again.path("before").asInt(-1)).isZero();
        assertThat(copies()).isEqualTo(2 * EVENTS);
        assertThat(
                        json(replay(
                                        "--from-sequence",
                                        "1",
                                        "--to-consumer",
                                        DURABLE,
                                        "--effects",
                                        "again",
                                        "--run",
                                        again.path("run").asString(),
                                        "--json"))
                                .path("before")
                                .asInt())
                .isEqualTo(EVENTS);
    }

    @Test
    void aFilterAndATimeLeaveOutTheRest() {
        String k1 = "events.promises.happened.v1.k1";
        JsonNode filtered =
                json(
                        replay(
                                "--from-sequence",
                                "1",
                                "--subject",
                                k1,
                                "--to-subject",
                                "copy.>",
                                "--json"));
        assertThat(filtered.path("published").asInt()).isEqualTo(EVENTS / 4);
        String later = Instant.now().plusSeconds(60).toString();
        JsonNode nothing = json(replay("--from-time", later, "--to-consumer", DURABLE, "--json"));
        assertThat(nothing.path("published").asInt(-1)).isZero();
        assertThat(copies()).isZero();
    }

    @Test
    void theRateIsKeptAndTheProgressIsShownOnATerminalOnly() {
        long began = System.nanoTime();
        String[] slowly = {
            "--from-sequence", "1", "--to-consumer", DURABLE, "--rate", "10", "--effects", "again"
        };
        Said said = Said.run(Map.of(), true, command(slowly));
        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.DONE);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("20 messages, 10 a second, the first at once")
                .isGreaterThan(Duration.ofMillis(1_800));
        assertThat(said.err()).contains("░", "to go", "per second").endsWith("\r\u001B[K");
        assertThat(said.out()).doesNotContain("░");
        assertThat(replay("--from-sequence", "1", "--to-consumer", DURABLE).err()).isEmpty();
    }

    @Test
    void wrongUsage() {
        String[] to = {"--to-consumer", DURABLE};
        assertUsage("Missing required argument", to);
        assertUsage("Missing required argument", "--from-sequence", "1");
        assertUsage(
                "mutually exclusive",
                "--from-sequence",
                "1",
                "--from-time",
                "2026-11-21T08:00:00Z",
                to[0],
                to[1]);
        assertUsage(
                "mutually exclusive", "--from-sequence", "1", to[0], to[1], "--to-subject", "x");
        assertUsage("2026-11-21T08:00:00Z", "--from-time", "yesterday", to[0], to[1]);
        assertUsage("--from-sequence", "--from-sequence", "x", to[0], to[1]);
        assertUsage("--rate", "--from-sequence", "1", to[0], to[1], "--rate", "0");
        assertUsage("--rate", "--from-sequence", "1", to[0], to[1], "--rate", "-1");
        assertUsage("--effects", "--from-sequence", "1", to[0], to[1], "--effects", "twice");
        assertUsage("letters, digits", "--from-sequence", "1", to[0], to[1], "--run", "a b");
        assertThat(copies()).isZero();
    }

    @Test
    void whatIsNotThereOrTakesNoReplaysIsRefused() {
        Said stream =
                Said.run(
                        Map.of(),
                        "replay",
                        "NOTHING",
                        "--from-sequence",
                        "1",
                        "--to-subject",
                        "x",
                        "--nats",
                        nats.url());
        assertThat(stream.exitCode()).as(stream.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(stream.err()).contains("stream not found");
        Said consumer = replay("--from-sequence", "1", "--to-consumer", "nobody");
        assertThat(consumer.exitCode()).as(consumer.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(consumer.err()).contains("consumer not found");
        Said nobody =
                Said.run(
                        Map.of(),
                        "replay",
                        STREAM,
                        "--from-sequence",
                        "1",
                        "--to-subject",
                        "x",
                        "--nats",
                        "nats://127.0.0.1:1");
        assertThat(nobody.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(nobody.err()).contains("no NATS server can be reached");
    }

    private void assertUsage(String words, String... arguments) {
        Said said = replay(arguments);
        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err()).contains(words).hasLineCount(1);
    }

    private static JsonNode json(Said said) {
        assertThat(said.exitCode()).as(said.err()).isEqualTo(ExitCode.DONE);
        assertThat(said.out()).hasLineCount(1);
        return Json.read(said.out().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    private Said replay(String... arguments) {
        return Said.run(Map.of(), command(arguments));
    }

    private String[] command(String... arguments) {
        List<String> all = new ArrayList<>(List.of("replay", STREAM));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--nats", nats.url()));
        return all.toArray(String[]::new);
    }

    private Messaging connect() {
        return Messaging.connect(
                nats.config(), ServiceInfo.of("test", "1.0.0", "A test."), Telemetry.none());
    }

    private long copies() {
        try (Messaging messaging = connect()) {
            return messaging.stream(STREAM).state().messages() - EVENTS;
        }
    }
}
