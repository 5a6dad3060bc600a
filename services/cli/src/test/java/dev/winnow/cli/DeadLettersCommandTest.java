package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.promises.Applicant;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.Submitted;
import dev.winnow.messaging.ConsumerPolicy;
import dev.winnow.messaging.DeadLetterFilter;
import dev.winnow.messaging.Event;
import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.Outcome;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestNats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@code winnow dead-letters}: the first dead letter is broken bytes, the second an event that its
 * handler refuses until it is mended.
 */
final class DeadLettersCommandTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String POISON = "events.applications.submitted.v1.poison";

    @TempDir Path folder;

    private final TestNats nats = TestNats.fresh();
    private final AtomicBoolean mended = new AtomicBoolean();
    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final Messaging worker =
            Messaging.connect(
                    nats.config(), ServiceInfo.of("worker", "1.0.0", "A test."), Telemetry.none());

    @BeforeEach
    void twoDeadLetters() {
        worker.consumer(
                        Streams.APPLICATIONS,
                        Streams.SCREENING_SUBMITTED,
                        ConsumerPolicy.ofDefaults())
                .on(ApplicationsContracts.SUBMITTED, this::handle)
                .register();
        worker.start();
        publish("{\"secret\": ".getBytes(StandardCharsets.UTF_8));
        awaitDead(1);
        Instant now = Instant.now();
        Submitted data = new Submitted("a-1", Applicant.blameless(), now);
        EventMessage event = EventMessage.of(ApplicationsContracts.SUBMITTED, data, "event-1", now);
        worker.raw().publish(event.subject(), event.body(), event.headers());
        awaitDead(2);
    }

    @AfterEach
    void close() {
        worker.close();
        nats.close();
    }

    private Outcome handle(Event<Submitted> event) {
        if (!mended.get()) {
            return Outcome.deadLetter("not before it is mended");
        }
        handled.add(event.id());
        return Outcome.done();
    }

    private void publish(byte[] poison) {
        worker.raw().publish(POISON, poison, Map.of());
    }

    private void awaitDead(long last) {
        Eventually.that(SOON, () -> worker.deadLetters().lastSequence() == last);
    }

    private int dead() {
        return worker.deadLetters().list(DeadLetterFilter.all(), 0, 10).size();
    }

    private Said run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "dead-letters";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Said.run(
                Map.of("WINNOW_NATS_URL", nats.url(), "WINNOW_DATA", folder.toString()), all);
    }

    private Said done(String... arguments) {
        return ended(ExitCode.DONE, arguments);
    }

    private Said ended(int exitCode, String... arguments) {
        Said said = run(arguments);
        assertThat(said.exitCode()).as(said.all()).isEqualTo(exitCode);
        return said;
    }

    private List<Long> listed(String... selection) {
        String[] all = new String[selection.length + 2];
        all[0] = "list";
        all[1] = "--json";
        System.arraycopy(selection, 0, all, 2, selection.length);
        return done(all).json().stream().map(line -> line.path("sequence").asLong()).toList();
    }

    @Test
    void listsThemForPeopleAndForMachines() {
        assertThat(done("list").out().lines().map(String::strip))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("DEAD LETTER"))
                .anyMatch(line -> line.startsWith("1 ") && line.contains(" poison "))
                .anyMatch(
                        line -> line.startsWith("2 ") && line.contains("not before it is mended"));
        JsonNode second = done("list", "--json").json().getLast();
        assertThat(second.path("consumer").asString("")).isEqualTo(Streams.SCREENING_SUBMITTED);
        assertThat(second.path("type").asString(""))
                .isEqualTo(ApplicationsContracts.SUBMITTED.type());
        assertThat(second.path("eventId").asString("")).isEqualTo("event-1");
        assertThat(second.path("kind").asString("")).isEqualTo("handler");
        assertThat(second.path("originalSequence").asLong()).isEqualTo(2);
        assertThat(second.has("body")).isFalse();
    }

    @Test
    void listsThoseThatAreSelected() {
        assertThat(listed()).containsExactly(1L, 2L);
        assertThat(listed("--reason", "poison")).containsExactly(1L);
        assertThat(listed("--reason", "mended")).containsExactly(2L);
        assertThat(listed("--type", "applications.submitted")).containsExactly(2L);
        assertThat(listed("--consumer", "screening-submitted")).containsExactly(1L, 2L);
        assertThat(listed("--consumer", "SCREENING/screening-submitted")).isEmpty();
        assertThat(listed("--older-than", "1h")).isEmpty();
        assertThat(listed("--younger-than", "1h")).containsExactly(1L, 2L);
        assertThat(listed("--limit", "1")).containsExactly(1L);
    }

    @Test
    void showsCauseAndHeadersAndTheBodyOnRequestOnly() {
        Said plain = done("show", "1");
        assertThat(plain.out())
                .containsPattern("kind +poison")
                .containsPattern("subject +" + POISON)
                .contains("winnow-dead-letter-reason: ")
                .doesNotContain("secret");
        assertThat(done("show", "1", "--body").out()).contains("{\"secret\": ");
        JsonNode json = done("show", "1", "--body", "--json").json().getFirst();
        assertThat(json.path("body").asString("")).isEqualTo("{\"secret\": ");
        assertThat(json.path("headers").has("winnow-dead-letter-consumer")).isTrue();
        assertThat(ended(ExitCode.FAILED, "show", "99").err())
                .contains("there is no dead letter 99");
    }

    @Test
    void redrivesOnceAndKeepsTheHistoryOfOneThatDiesAgain() {
        mended.set(true);
        JsonNode redriven = done("redrive", "2", "--json").json().getFirst();
        assertThat(redriven.path("outcome").asString("")).isEqualTo("done");
        Eventually.that(SOON, () -> handled.equals(List.of("event-1")));
        assertThat(ended(ExitCode.FAILED, "redrive", "2").err())
                .contains("2 is not there", "0 redriven, 0 refused, 1 not there");

        assertThat(done("redrive", "--all", "--reason", "poison", "--rate", "100").out())
                .startsWith("1 redriven as message ");
        awaitDead(3);
        JsonNode again = done("show", "3", "--json").json().getFirst();
        assertThat(again.path("redrives").asInt()).isEqualTo(1);
        assertThat(again.path("history").size()).isEqualTo(1);
        assertThat(handled).containsExactly("event-1");
    }

    @Test
    void aDryRunChangesNothing() {
        for (String command : List.of("redrive", "discard")) {
            assertThat(done(command, "--all", "--dry-run").out().lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("would be "));
        }
        assertThat(listed()).containsExactly(1L, 2L);
    }

    @Test
    void aDeadLetterWhoseCopyIsTooLargeIsRefusedAndStays() {
        publish(new byte[1_048_500]);
        awaitDead(3);
        assertThat(ended(ExitCode.REFUSED, "redrive", "3").err()).contains("3 stays: ");
        assertThat(listed()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void discardsThoseThatAreNamedOrSelected() {
        assertThat(done("discard", "1").out()).isEqualTo("1 discarded\n");
        assertThat(ended(ExitCode.FAILED, "discard", "1").err()).contains("1 is not there");
        JsonNode line = done("discard", "--all", "--json").json().getFirst();
        assertThat(line.path("sequence").asLong()).isEqualTo(2);
        assertThat(dead()).isZero();
        assertThat(done("discard", "--all").err()).contains("0 discarded");
    }

    @Test
    void wrongUsageChangesNothing() {
        for (List<String> wrong :
                List.of(
                        List.<String>of(),
                        List.of("nothing"),
                        List.of("list", "--limit", "0"),
                        List.of("list", "--older-than", "soon"),
                        List.of("show"),
                        List.of("show", "first"),
                        List.of("redrive"),
                        List.of("redrive", "1", "--all"),
                        List.of("redrive", "1", "--reason", "poison"),
                        List.of("redrive", "--all", "--rate", "-1"),
                        List.of("discard"),
                        List.of("discard", "--reason", "poison"))) {
            Said said = ended(ExitCode.USAGE, wrong.toArray(String[]::new));
            assertThat(said.out()).as(wrong.toString()).isEmpty();
            assertThat(said.err()).as(wrong.toString()).isNotBlank();
        }
        assertThat(dead()).isEqualTo(2);
    }

    @Test
    void withoutAServerTheyEndAsNotReachable() {
        for (String command : List.of("list", "show 1", "redrive 1", "discard --all")) {
            String[] arguments = (command + " --nats nats://127.0.0.1:1").split(" ");
            assertThat(ended(ExitCode.UNREACHABLE, arguments).err()).contains("127.0.0.1:1");
        }
    }
}
