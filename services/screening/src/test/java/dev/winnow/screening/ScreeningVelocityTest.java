package dev.winnow.screening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.screening.CheckResult;
import dev.winnow.contracts.screening.CheckStatus;
import dev.winnow.contracts.screening.ScreeningResult;
import dev.winnow.contracts.velocity.CheckRequest;
import dev.winnow.contracts.velocity.Counter;
import dev.winnow.contracts.velocity.Duplicate;
import dev.winnow.contracts.velocity.KeyKind;
import dev.winnow.contracts.velocity.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The check of velocity, on the wire. */
class ScreeningVelocityTest {
    private final ScreeningFixture fixture = Servers.fixture();
    private final FakeWatchlist watchlist = FakeWatchlist.start(fixture.nats, FakeWatchlist.CLEAR);

    @AfterEach
    void close() {
        watchlist.close();
        fixture.close();
    }

    @Test
    void whatWasSeenIsEvidenceAndForThePolicyToJudge() {
        try (FakeVelocity velocity = FakeVelocity.start(fixture.nats)) {
            start(true);
            assertThat(fixture.result(fixture.submit(Samples.person())).decision())
                    .isEqualTo(Decision.APPROVE);
            velocity.hasSeen(
                    List.of(
                            new Counter(
                                    KeyKind.IDENTIFIER,
                                    Window.MONTH,
                                    3,
                                    2,
                                    List.of(new Counter.Amount("EUR", BigDecimal.TEN)),
                                    false)),
                    List.of(
                            new Duplicate(
                                    "another",
                                    Instant.EPOCH,
                                    0.91,
                                    List.of(new Duplicate.Feature("name", 0.4, 0.9)),
                                    List.of("name"))),
                    List.of());
            String id = fixture.submit(Samples.person());
            ScreeningResult result = fixture.result(id);
            assertThat(result.decision()).isEqualTo(Decision.REFER);
            assertThat(result.reasons())
                    .extracting(Reason::code)
                    .containsExactly("DUPLICATE_APPLICANT", "DOCUMENT_SHARED");
            CheckResult check = check(result);
            assertThat(check.status()).isEqualTo(CheckStatus.FOUND);
            assertThat(check.findings()).containsExactly("SEEN_BEFORE", "POSSIBLE_DUPLICATE");
            assertThat(check.evidence())
                    .containsExactly(
                            "identifier in 30d: 3 applications of 2 applicants",
                            "resembles application another: 0.91 (name 0.4)",
                            "comparison fake-1");
            CheckRequest asked =
                    velocity.requests.stream()
                            .filter(r -> r.applicationId().equals(id))
                            .findFirst()
                            .orElseThrow();
            assertThat(asked.submittedAt()).isBefore(result.startedAt().plusSeconds(1));
            assertThat(asked.document())
                    .isEqualTo(new CheckRequest.Document("dni", "12345678Z", "ES"));
        }
    }

    @Test
    void aPartialAnswerRefers() {
        try (FakeVelocity velocity = FakeVelocity.start(fixture.nats)) {
            velocity.hasSeen(List.of(), List.of(), List.of("a gap"));
            start(true);
            assertUnavailable(fixture.result(fixture.submit(Samples.person())), "partial: a gap");
        }
    }

    @Test
    void whereNobodyAnswersTheApplicationIsReferred() {
        start(true);
        ScreeningResult result = fixture.result(fixture.submit(Samples.person()));
        assertThat(result.reasons())
                .extracting(Reason::code)
                .containsExactly("CHECK_UNAVAILABLE:velocity");
        assertThat(check(result).attempts()).isEqualTo(3);
    }

    @Test
    void withoutTheServiceTheCheckIsSkipped() {
        start(false);
        ScreeningResult result = fixture.result(fixture.submit(Samples.person()));
        assertThat(result.decision()).isEqualTo(Decision.APPROVE);
        assertThat(check(result).status()).isEqualTo(CheckStatus.SKIPPED);
    }

    private void start(boolean enabled) {
        fixture.start(fixture.config().withVelocity(new ScreeningConfig.Velocity(enabled)));
    }

    private static void assertUnavailable(ScreeningResult result, String evidence) {
        assertThat(result.decision()).isEqualTo(Decision.REFER);
        assertThat(result.reasons())
                .extracting(Reason::code)
                .containsExactly("CHECK_UNAVAILABLE:velocity");
        assertThat(check(result).status()).isEqualTo(CheckStatus.UNAVAILABLE);
        assertThat(check(result).evidence()).contains(evidence);
    }

    private static CheckResult check(ScreeningResult result) {
        return result.checks().stream()
                .filter(c -> c.check().equals("velocity"))
                .findFirst()
                .orElseThrow();
    }
}
