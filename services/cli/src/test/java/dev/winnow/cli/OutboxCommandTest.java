package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.applications.ApplicationsConfig;
import dev.winnow.applications.ApplicationsService;
import dev.winnow.cli.console.ExitCode;
import dev.winnow.cli.promises.Applicant;
import dev.winnow.contracts.Streams;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.messaging.CallPolicy;
import dev.winnow.messaging.Messaging;
import dev.winnow.messaging.ServiceInfo;
import dev.winnow.messaging.ops.Health;
import dev.winnow.messaging.ops.Telemetry;
import dev.winnow.testkit.Eventually;
import dev.winnow.testkit.TestDatabase;
import dev.winnow.testkit.TestNats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code winnow outbox}: applications has published three events; the others are not there. */
final class OutboxCommandTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int EVENTS = 3;

    @TempDir Path folder;

    private final TestNats nats = TestNats.fresh();
    private final ApplicationsService applications =
            ApplicationsService.start(
                    ApplicationsConfig.of(nats.config(), TestDatabase.fresh().config()),
                    Telemetry.none(),
                    new Health());
    private final Messaging driver =
            Messaging.connect(
                    nats.config(), ServiceInfo.of("driver", "1.0.0", "A test."), Telemetry.none());

    @BeforeEach
    void threeEvents() {
        var submit = driver.client(ApplicationsContracts.SUBMIT, CallPolicy.ofDefaults());
        for (int i = 0; i < EVENTS; i++) {
            submit.call(Applicant.blameless());
        }
        Eventually.that(
                SOON,
                () -> {
                    JsonNode status = done("status", "applications", "--json").json().getFirst();
                    return status.path("unpublished").asInt(-1) == 0 && published() == EVENTS;
                });
    }

    @AfterEach
    void close() {
        driver.close();
        applications.close();
        nats.close();
    }

    private long published() {
        return driver.stream(Streams.APPLICATIONS).state().messages();
    }

    private Said run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "outbox";
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

    @Test
    void statusSaysWhatWaitsAndHowFarEachStreamIs() {
        assertThat(done("status", "applications").out())
                .isEqualTo(
                        "applications: 0 wait, the oldest for 0.0 s; APPLICATIONS has had 3, the"
                                + " last at 3\n");
        JsonNode json = done("status", "applications", "--json").json().getFirst();
        assertThat(json.path("service").asString("")).isEqualTo("applications");
        assertThat(json.path("streams").path(0).path("lastSequence").asLong()).isEqualTo(EVENTS);
    }

    @Test
    void whatTheStreamHasLostIsFoundAndPublishedAgain() {
        assertThat(done("reconcile", "applications").out())
                .isEqualTo("applications: 3 looked for, 0 missing, 0 expired in their stream\n");
        assertThat(driver.stream(Streams.APPLICATIONS).delete(2)).isTrue();

        JsonNode found =
                ended(ExitCode.FAILED, "reconcile", "applications", "--json").json().getFirst();
        assertThat(found.path("missing").asInt()).isEqualTo(1);
        assertThat(found.path("examples").size()).isEqualTo(1);
        assertThat(published()).as("nothing is changed").isEqualTo(EVENTS - 1);

        assertThat(done("republish", "applications").out())
                .contains("1 missing", "1 published again, 0 failed");
        assertThat(published()).isEqualTo(EVENTS);
        assertThat(done("reconcile", "applications").out()).contains(" 0 missing");
        JsonNode again = done("republish", "applications", "--json").json().getFirst();
        assertThat(again.path("republished").asInt(-1)).isZero();
    }

    @Test
    void aServiceThatIsNotThereIsNotReachable() {
        for (String command : List.of("status", "reconcile", "republish")) {
            ended(ExitCode.UNREACHABLE, command, "watchlist");
            assertThat(ended(ExitCode.UNREACHABLE, command, "--nats", "nats://127.0.0.1:1").err())
                    .contains("127.0.0.1:1");
        }
    }

    @Test
    void wrongUsageIsSaid() {
        assertThat(ended(ExitCode.USAGE, "status", "nobody").err())
                .contains("no service nobody has an outbox; there are applications, watchlist");
        for (String wrong :
                List.of("", "nothing", "reconcile --nothing", "republish --timeout x")) {
            Said said = ended(ExitCode.USAGE, wrong.split(" "));
            assertThat(said.err()).as(wrong).isNotBlank();
            assertThat(said.out()).as(wrong).isEmpty();
        }
    }
}
