package dev.winnow.screening.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.screening.Samples;
import dev.winnow.screening.application.RunScreening.Attempt;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.CheckStatus;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Reason;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunScreeningTest {
    private final ScreeningHarness harness = new ScreeningHarness();

    @Test
    void allClearIsApprovedWithEveryCheckAsEvidence() throws InterruptedException {
        harness.submitted(Samples.person().application());
        ScreeningResult result = harness.result("app-1");
        assertThat(result.verdict().decision()).isEqualTo(Decision.APPROVE);
        assertThat(result.checks()).extracting(CheckResult::check).containsExactly(Check.values());
        assertThat(result.policy().version()).isEqualTo("1");
        assertThat(harness.store.events()).containsExactly("started app-1", "completed app-1");
    }

    @Test
    void aPassingFailureIsTriedAgainAndOnlyTheMissingCheckIsMadeAgain()
            throws InterruptedException {
        fail(true, 1);
        harness.submitted(Samples.person().application());
        assertThat(harness.attempts).containsExactly(new Attempt.Postponed(Duration.ofMillis(750)));
        assertThat(harness.store.row("app-1").claim().made())
                .extracting(CheckResult::check)
                .doesNotContain(Check.WATCHLIST)
                .hasSize(5);

        assertThat(harness.recover.sweep()).as("not due yet").isZero();
        harness.later(Duration.ofSeconds(1));
        assertThat(harness.recover.sweep()).isEqualTo(1);
        ScreeningResult result = harness.result("app-1");
        assertThat(result.verdict().decision()).isEqualTo(Decision.APPROVE);
        assertThat(result.checks().getFirst().attempts()).isEqualTo(2);
        assertThat(result.checks().getLast().attempts()).isEqualTo(1);
    }

    @Test
    void velocityIsAskedForTheTimeOfSubmission() throws InterruptedException {
        Instant submitted = ScreeningHarness.BEGIN.minusSeconds(5);
        Application known = Samples.person().application();
        harness.submitted(
                new Application(
                        "app-2",
                        known.applicant(),
                        known.product(),
                        known.amount(),
                        known.currency(),
                        submitted,
                        null,
                        null));
        harness.submitted(known);
        // What was kept before the time was remembered has that of the screening's start.
        assertThat(harness.velocityTimes).containsExactly(submitted, ScreeningHarness.BEGIN);
    }

    @Test
    void aPartialAnswerRefersAtOnce() throws InterruptedException {
        harness.velocityAnswers.add(
                CheckResult.made(Check.VELOCITY, List.of(), List.of("partial: a gap")).notRelied());
        harness.submitted(Samples.person().application());
        ScreeningResult result = harness.result("app-1");
        assertThat(result.verdict().decision()).isEqualTo(Decision.REFER);
        assertThat(result.verdict().reasons())
                .extracting(Reason::code)
                .containsExactly("CHECK_UNAVAILABLE:velocity");
        assertThat(result.checks().get(1).evidence()).containsExactly("partial: a gap");
        assertThat(harness.attempts).hasSize(1);
    }

    @Test
    void afterTheLastAttemptAnImpossibleCheckRefersAndNeverApproves() throws InterruptedException {
        fail(true, 100);
        harness.submitted(Samples.person().application());
        for (int i = 0; i < 2; i++) {
            harness.later(Duration.ofSeconds(11));
            harness.recover.sweep();
        }
        assertThat(harness.watchlistCalls).isEqualTo(3);
        assertReferredAsUnavailable();
    }

    @Test
    void aFailureThatWillNotPassIsNotTriedAgain() throws InterruptedException {
        fail(false, 1);
        harness.submitted(Samples.person().application());
        assertThat(harness.watchlistCalls).isEqualTo(1);
        assertReferredAsUnavailable();
    }

    @Test
    void theSameApplicationAgainStartsNothing() throws InterruptedException {
        harness.submitted(Samples.person().application());
        harness.submitted(Samples.person().application());
        assertThat(harness.attempts).hasSize(1);
        assertThat(harness.store.events()).hasSize(2);
    }

    @Test
    void aStalledHolderChangesNothingAfterAnotherTookOver() throws InterruptedException {
        Claim stalled =
                new Claim(
                        Samples.person().application(),
                        UUID.randomUUID(),
                        1,
                        ScreeningHarness.BEGIN,
                        List.of());
        harness.store.start(stalled, ScreeningHarness.LEASE);
        harness.later(ScreeningHarness.LEASE);
        assertThat(harness.recover.sweep()).isEqualTo(1);
        ScreeningResult first = harness.result("app-1");

        harness.later(Duration.ofSeconds(1));
        assertThat(harness.run.run(stalled)).isInstanceOf(Attempt.Lost.class);
        fail(true, 1);
        assertThat(harness.run.run(stalled)).isInstanceOf(Attempt.Lost.class);
        assertThat(harness.result("app-1")).isEqualTo(first);
        assertThat(harness.store.events()).containsExactly("completed app-1");
    }

    @Test
    void theSweeperTakesNoMoreThanThereArePermits() throws InterruptedException {
        begin(10);
        Deque<Runnable> begun = new ArrayDeque<>();
        ScreeningRunner runner =
                new ScreeningRunner(
                        harness.run, harness.points, Duration.ofSeconds(5), 4, begun::add, harness);
        RecoverScreenings recover =
                new RecoverScreenings(
                        harness.points, runner, ScreeningHarness.LEASE, Duration.ZERO);
        runner.acquire();
        assertThat(recover.sweep()).isEqualTo(3);
        assertThat(recover.sweep()).isZero();
        runner.release();
        begun.forEach(Runnable::run);
        assertThat(recover.sweep()).isEqualTo(4);
        assertThat(begun).hasSize(7);
    }

    @Test
    void theSweeperGoesOnUntilNothingIsDueOrItIsStopped() {
        begin(10);
        assertThat(harness.recover.sweep()).isEqualTo(10);
        assertThat(harness.recover.sweep()).isZero();
        assertThat(harness.runner.busy()).isZero();

        begin(20);
        harness.recover.stop();
        assertThat(harness.recover.sweep()).isLessThanOrEqualTo(4);
    }

    /** So many whose holder has gone. */
    private void begin(int screenings) {
        for (int i = 0; i < screenings; i++) {
            Samples.Form form = Samples.person();
            form.id = "app-" + screenings + "-" + i;
            harness.store.start(
                    new Claim(
                            form.application(),
                            UUID.randomUUID(),
                            1,
                            ScreeningHarness.BEGIN,
                            List.of()),
                    Duration.ZERO);
        }
    }

    private void fail(boolean passing, int times) {
        for (int i = 0; i < times; i++) {
            harness.watchlistFailures.add(
                    new CheckImpossibleException("no responders", passing, null));
        }
    }

    private void assertReferredAsUnavailable() {
        ScreeningResult result = harness.result("app-1");
        assertThat(result.verdict().decision()).isEqualTo(Decision.REFER);
        assertThat(result.verdict().reasons())
                .extracting(Reason::code)
                .containsExactly("CHECK_UNAVAILABLE:watchlist");
        CheckResult watchlist = result.checks().getFirst();
        assertThat(watchlist.status()).isEqualTo(CheckStatus.UNAVAILABLE);
        assertThat(watchlist.evidence()).containsExactly("no responders");
    }
}
