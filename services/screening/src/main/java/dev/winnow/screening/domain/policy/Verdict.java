package dev.winnow.screening.domain.policy;

import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.CheckStatus;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A decision and its reasons, the strongest first.
 *
 * @param reasons at least one
 */
public record Verdict(Decision decision, List<Reason> reasons) {
    /** The code of the reason that a check was not possible, followed by the check's name. */
    public static final String CHECK_UNAVAILABLE = "CHECK_UNAVAILABLE:";

    /** The code of the reason that a rule could not be evaluated. */
    public static final String POLICY_ERROR = "POLICY_ERROR";

    public Verdict {
        reasons = List.copyOf(reasons);
    }

    /**
     * Makes the verdict. The strongest outcome of all rules that match wins and every reason is
     * given. Whatever the policy says, a check that could not be made and a rule that could not be
     * evaluated lead to a person: they refer, and never let an approval pass.
     */
    public static Verdict of(Policy policy, List<RuleOutcome> outcomes, List<CheckResult> checks) {
        List<Weighed> weighed = new ArrayList<>();
        for (RuleOutcome outcome : outcomes) {
            weighed.add(weigh(outcome));
        }
        if (weighed.isEmpty()) {
            weighed.add(new Weighed(policy.otherwise(), policy.otherwiseReason()));
        }
        for (Check check : Check.values()) {
            // A check that nobody reported on was not made either.
            if (checks.stream().noneMatch(c -> c.check() == check && wasMade(c))) {
                weighed.add(unavailable(check));
            }
        }
        Decision decision = weighed.stream().map(Weighed::decision).reduce(Decision::or).get();
        if (decision != Decision.APPROVE) {
            // "Nothing stands against it" would be wrong beside what does.
            weighed.removeIf(w ->
                    w.reason().equals(policy.otherwiseReason())
                            && w.decision() == Decision.APPROVE);
        }
        weighed.sort(Comparator.comparing(Weighed::decision).reversed());
        return new Verdict(decision, weighed.stream().map(Weighed::reason).distinct().toList());
    }

    private static Weighed weigh(RuleOutcome outcome) {
        Rule rule = outcome.rule();
        return switch (outcome) {
            case RuleOutcome.Matched matched -> new Weighed(rule.outcome(), rule.reason());
            case RuleOutcome.Failed failed ->
                    new Weighed(
                            Decision.REFER,
                            new Reason(
                                    POLICY_ERROR,
                                    "The rule "
                                            + rule.code()
                                            + " could not be evaluated: "
                                            + failed.cause()));
        };
    }

    private static boolean wasMade(CheckResult check) {
        return check.status() != CheckStatus.UNAVAILABLE;
    }

    private static Weighed unavailable(Check check) {
        String name = check.wireName();
        return new Weighed(
                Decision.REFER,
                new Reason(CHECK_UNAVAILABLE + name, "The check " + name + " could not be made."));
    }

    private record Weighed(Decision decision, Reason reason) {}
}
