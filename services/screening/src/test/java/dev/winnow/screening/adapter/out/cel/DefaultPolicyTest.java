package dev.winnow.screening.adapter.out.cel;

import static dev.winnow.screening.Samples.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.screening.Samples;
import dev.winnow.screening.Samples.Form;
import dev.winnow.screening.application.CompiledPolicy;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.CheckStatus;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Hit;
import dev.winnow.screening.domain.Reason;
import dev.winnow.screening.domain.Seen;
import dev.winnow.screening.domain.policy.Facts;
import dev.winnow.screening.domain.policy.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each outcome and reason of the bundled policy, with data that leads to it. */
class DefaultPolicyTest {
    private static final CheckResult NO_HIT =
            CheckResult.made(Check.WATCHLIST, List.of(), List.of());

    private final CompiledPolicy policy;

    DefaultPolicyTest() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/policy/default.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            policy = new CelPolicyCompiler().compile(yaml);
        }
    }

    @Test
    void whomNothingSpeaksAgainstIsApproved() {
        assertVerdict(Samples.person(), NO_HIT, Decision.APPROVE, "NO_OBJECTION");
        assertVerdict(Samples.organisation(), NO_HIT, Decision.APPROVE, "NO_OBJECTION");
    }

    @Test
    void hardRulesReject() {
        assertVerdict(Samples.person().born(2010, 1, 1), NO_HIT, Decision.REJECT, "UNDER_AGE");
        Form expired = Samples.person().born(1974, 8, 12);
        expired.document("passport", "L898902C36UTO7408122F1204159ZE184226B<<<<<10", "ES");
        assertVerdict(expired, NO_HIT, Decision.REJECT, "DOCUMENT_EXPIRED");
        Form prohibited = Samples.person();
        prohibited.product = "anonymous-account";
        assertVerdict(prohibited, NO_HIT, Decision.REJECT, "PROHIBITED_PRODUCT");
        Form student = Samples.organisation();
        student.product = "student-loan";
        assertVerdict(student, NO_HIT, Decision.REJECT, "PRODUCT_NOT_FOR_KIND");
    }

    @Test
    void doubtRefers() {
        assertVerdict(Samples.person(), hit(0.80), Decision.REFER, "WATCHLIST_HIT");
        assertVerdict(Samples.person(), hit(0.79), Decision.APPROVE, "NO_OBJECTION");
        assertVerdict(
                Samples.person().document("dni", "12345678A", "ES"),
                NO_HIT,
                Decision.REFER,
                "DOCUMENT_CHECK_DIGIT");
        Form nowhere = Samples.person();
        nowhere.country = null;
        assertVerdict(nowhere, NO_HIT, Decision.REFER, "MISSING_DATA");
        Form noCurrency = Samples.person();
        noCurrency.currency = null;
        assertVerdict(noCurrency, NO_HIT, Decision.REFER, "CONTRADICTORY_DATA");
        Form risky = Samples.person();
        risky.country = "KP";
        assertVerdict(risky, NO_HIT, Decision.REFER, "HIGH_RISK_COUNTRY");
        Form large = Samples.person();
        large.amount = new BigDecimal("50000.01");
        assertVerdict(large, NO_HIT, Decision.REFER, "LARGE_AMOUNT");
    }

    @Test
    void whatWasSeenTooOftenRefers() {
        assertVerdict(counted("identifier", "30d", 9, 2, 0), "DOCUMENT_SHARED");
        assertVerdict(counted("identifier", "30d", 9, 1, 0), "NO_OBJECTION");
        assertVerdict(counted("device", "30d", 4, 4, 0), "CONTACT_SHARED");
        assertVerdict(counted("device", "30d", 9, 3, 0), "NO_OBJECTION");
        assertVerdict(counted("phone", "24h", 6, 1, 0), "MANY_APPLICATIONS");
        assertVerdict(counted("phone", "24h", 5, 1, 0), "NO_OBJECTION");
        assertVerdict(counted("ip", "24h", 600, 500, 0), "NO_OBJECTION");
        assertVerdict(counted("name", "7d", 2, 1, 50_000.01), "AMOUNTS_ADD_UP");
        assertVerdict(counted("name", "7d", 1, 1, 90_000), "NO_OBJECTION");
    }

    @Test
    void whoSeemsToBeAnotherApplicantRefers() {
        assertVerdict(resembles(0.6, List.of("name")), "DUPLICATE_APPLICANT");
        assertVerdict(resembles(0.59, List.of("name")), "NO_OBJECTION");
        assertVerdict(resembles(1, List.of()), "NO_OBJECTION");
    }

    @Test
    void aPartialAnswerRefersAndWhatItFoundCounts() {
        assertVerdict(
                counted("identifier", "30d", 9, 1, 0).notRelied(), "CHECK_UNAVAILABLE:velocity");
        assertVerdict(
                counted("identifier", "30d", 9, 2, 0).notRelied(),
                "DOCUMENT_SHARED",
                "CHECK_UNAVAILABLE:velocity");
    }

    private void assertVerdict(CheckResult velocity, String... codes) {
        Application application = Samples.person().application();
        List<CheckResult> checks =
                Samples.checks(application, NO_HIT).stream()
                        .map(c -> c.check() == Check.VELOCITY ? velocity : c)
                        .toList();
        Verdict verdict =
                Verdict.of(
                        policy.policy(),
                        policy.evaluate(new Facts(application, checks, TODAY)),
                        checks);
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly(codes);
        assertThat(verdict.decision())
                .isEqualTo(codes[0].equals("NO_OBJECTION") ? Decision.APPROVE : Decision.REFER);
    }

    private static CheckResult counted(
            String key, String window, int applications, int applicants, double amount) {
        return velocity(
                new Seen(
                        List.of(
                                new Seen.Counter(
                                        key, window, applications, applicants, amount, false)),
                        List.of()));
    }

    private static CheckResult resembles(double score, List<String> differs) {
        return velocity(
                new Seen(
                        List.of(),
                        List.of(new Seen.Duplicate("app-0", Instant.EPOCH, score, differs))));
    }

    private static CheckResult velocity(Seen seen) {
        return CheckResult.made(Check.VELOCITY, List.of("SEEN_BEFORE"), List.of()).withSeen(seen);
    }

    @Test
    void aListedChildIsRejectedWithBothReasons() {
        assertVerdict(
                Samples.person().born(2010, 1, 1),
                hit(0.99),
                Decision.REJECT,
                "UNDER_AGE",
                "WATCHLIST_HIT");
    }

    @Test
    void nothingGivenRefersWithoutAnError() {
        assertVerdict(new Form(), NO_HIT, Decision.REFER, "MISSING_DATA");
    }

    @Test
    void anAbsentNumberIsAnErrorAndRefers() {
        CompiledPolicy careless =
                new CelPolicyCompiler()
                        .compile(
                                """
                                name: careless
                                version: 1
                                rules:
                                  - code: OLD
                                    when: applicant.age > 17
                                    outcome: approve
                                    reason: of age
                                default: {code: NO, outcome: reject, reason: no}
                                """);
        Application application = new Form().application();
        List<CheckResult> checks = Samples.checks(application, NO_HIT);
        Verdict verdict =
                Verdict.of(
                        careless.policy(),
                        careless.evaluate(new Facts(application, checks, TODAY)),
                        checks);
        assertThat(verdict.decision()).isEqualTo(Decision.REFER);
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly("POLICY_ERROR");
    }

    @Test
    void aConditionThatWouldRunOnIsStopped() {
        CompiledPolicy endless =
                new CelPolicyCompiler()
                        .compile(
                                """
                                name: endless
                                version: 1
                                rules:
                                  - code: LOOP
                                    when: |
                                      [1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b,
                                      [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d,
                                      [1,2,3,4,5,6,7,8,9,10].all(e, [1,2,3,4,5,6,7,8,9,10].all(f,
                                      [1,2,3,4,5,6,7,8,9,10].all(g, [1,2,3,4,5,6,7,8,9,10].all(h,
                                      a + b + c + d + e + f + g + h > 0))))))))
                                    outcome: approve
                                    reason: in the end
                                default: {code: YES, outcome: approve, reason: yes}
                                """);
        Application application = Samples.person().application();
        List<CheckResult> checks = Samples.checks(application, NO_HIT);
        Verdict verdict =
                Verdict.of(
                        endless.policy(),
                        endless.evaluate(new Facts(application, checks, TODAY)),
                        checks);
        assertThat(verdict.decision()).isEqualTo(Decision.REFER);
    }

    private void assertVerdict(
            Form form, CheckResult watchlist, Decision decision, String... codes) {
        Application application = form.application();
        List<CheckResult> checks = Samples.checks(application, watchlist);
        Verdict verdict =
                Verdict.of(
                        policy.policy(),
                        policy.evaluate(new Facts(application, checks, TODAY)),
                        checks);
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly(codes);
        assertThat(verdict.decision()).isEqualTo(decision);
    }

    private static CheckResult hit(double score) {
        Hit hit = new Hit("invented", "17", "Ines Inventada", score, List.of());
        return new CheckResult(
                Check.WATCHLIST,
                CheckStatus.FOUND,
                List.of("WATCHLIST_HIT"),
                List.of(),
                List.of(hit),
                1,
                1);
    }
}
