package dev.winnow.screening.adapter.out.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import dev.winnow.screening.application.CompiledPolicy;
import dev.winnow.screening.domain.policy.Facts;
import dev.winnow.screening.domain.policy.Policy;
import dev.winnow.screening.domain.policy.Rule;
import dev.winnow.screening.domain.policy.RuleOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A policy with its conditions ready to be evaluated. Immutable. */
final class CelPolicy implements CompiledPolicy {
    private final Policy policy;
    private final String yaml;
    private final List<Condition> conditions;

    CelPolicy(Policy policy, String yaml, List<Condition> conditions) {
        this.policy = policy;
        this.yaml = yaml;
        this.conditions = List.copyOf(conditions);
    }

    record Condition(Rule rule, Program program) {}

    @Override
    public Policy policy() {
        return policy;
    }

    @Override
    public String yaml() {
        return yaml;
    }

    @Override
    public List<RuleOutcome> evaluate(Facts facts) {
        Map<String, Object> values = PolicyVariables.values(facts);
        List<RuleOutcome> outcomes = new ArrayList<>();
        for (Condition condition : conditions) {
            Rule rule = condition.rule();
            try {
                // The compiler has seen to it that a condition gives a boolean.
                if (Boolean.TRUE.equals(condition.program().eval(values))) {
                    outcomes.add(new RuleOutcome.Matched(rule));
                }
            } catch (CelEvaluationException e) {
                // The code and not the message, which may quote the applicant's data.
                outcomes.add(new RuleOutcome.Failed(rule, e.getErrorCode().name()));
            }
        }
        return outcomes;
    }
}
