package dev.winnow.screening.application;

import dev.winnow.screening.domain.policy.Facts;
import dev.winnow.screening.domain.policy.Policy;
import dev.winnow.screening.domain.policy.RuleOutcome;
import java.util.List;

/** A policy that can be asked. Safe to share; evaluation is bounded and never throws. */
public interface CompiledPolicy {
    Policy policy();

    /** The file it was read from. */
    String yaml();

    /** The rules whose conditions hold, and those that could not be evaluated, in file order. */
    List<RuleOutcome> evaluate(Facts facts);
}
