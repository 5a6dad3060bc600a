package dev.winnow.screening.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.screening.Samples;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Reason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final List<CheckResult> ALL_MADE =
            Samples.checks(
                    Samples.person().application(),
                    CheckResult.made(Check.WATCHLIST, List.of(), List.of()));

    @Test
    void theDefaultAppliesWhenNothingMatches() {
        assertThat(verdict(Decision.APPROVE, List.of(), ALL_MADE))
                .isEqualTo(
                        new Verdict(
                                Decision.APPROVE, List.of(new Reason("OTHERWISE", "otherwise"))));
        assertThat(verdict(Decision.REFER, List.of(), ALL_MADE).decision())
                .isEqualTo(Decision.REFER);
    }

    @Test
    void theStrongestOutcomeWinsAndEveryReasonIsGiven() {
        Verdict verdict =
                verdict(
                        Decision.APPROVE,
                        List.of(
                                matched("A", Decision.APPROVE),
                                matched("B", Decision.REFER),
                                matched("C", Decision.REJECT),
                                matched("D", Decision.REFER)),
                        ALL_MADE);
        assertThat(verdict.decision()).isEqualTo(Decision.REJECT);
        assertThat(verdict.reasons()).extracting(Reason::code).containsExactly("C", "B", "D", "A");
    }

    @Test
    void anApprovingRuleOverridesAReferringDefault() {
        assertThat(
                        verdict(Decision.REFER, List.of(matched("A", Decision.APPROVE)), ALL_MADE)
                                .decision())
                .isEqualTo(Decision.APPROVE);
    }

    @Test
    void whateverThePolicySaysAnUnavailableCheckRefers() {
        for (Check check : Check.values()) {
            List<CheckResult> checks = new ArrayList<>(ALL_MADE);
            checks.replaceAll(made ->
                    made.check() == check ? CheckResult.unavailable(check, "no responders") : made);
            Verdict verdict =
                    verdict(Decision.APPROVE, List.of(matched("A", Decision.APPROVE)), checks);
            assertThat(verdict.decision()).isEqualTo(Decision.REFER);
            assertThat(verdict.reasons().getFirst().code())
                    .isEqualTo("CHECK_UNAVAILABLE:" + check.wireName());
        }
    }

    @Test
    void aCheckNobodyReportedOnRefersToo() {
        Verdict verdict = verdict(Decision.APPROVE, List.of(), List.of());
        assertThat(verdict.decision()).isEqualTo(Decision.REFER);
        assertThat(verdict.reasons()).hasSize(Check.values().length);
    }

    @Test
    void aRejectionStaysOneWhenACheckIsUnavailable() {
        assertThat(
                        verdict(Decision.APPROVE, List.of(matched("R", Decision.REJECT)), List.of())
                                .decision())
                .isEqualTo(Decision.REJECT);
    }

    @Test
    void aRuleThatFailsRefers() {
        Rule rule = new Rule("BROKEN", 1, "x", Decision.REJECT, "text");
        Verdict verdict =
                verdict(
                        Decision.APPROVE,
                        List.of(
                                matched("A", Decision.APPROVE),
                                new RuleOutcome.Failed(rule, "DIVIDE_BY_ZERO")),
                        ALL_MADE);
        assertThat(verdict.decision()).isEqualTo(Decision.REFER);
        assertThat(verdict.reasons().getFirst())
                .isEqualTo(
                        new Reason(
                                "POLICY_ERROR",
                                "The rule BROKEN could not be evaluated: DIVIDE_BY_ZERO"));
    }

    private static RuleOutcome matched(String code, Decision outcome) {
        return new RuleOutcome.Matched(new Rule(code, 1, "true", outcome, "text of " + code));
    }

    private static Verdict verdict(
            Decision otherwise, List<RuleOutcome> outcomes, List<CheckResult> checks) {
        Policy policy =
                new Policy(
                        new PolicyVersion("test", "1", "0"),
                        "",
                        List.of(),
                        otherwise,
                        new Reason("OTHERWISE", "otherwise"));
        return Verdict.of(policy, outcomes, checks);
    }
}
