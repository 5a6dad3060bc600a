package dev.winnow.screening.domain.policy;

/** What became of one rule's condition; a condition that does not hold has no outcome. */
public sealed interface RuleOutcome {
    Rule rule();

    /** The condition holds. */
    record Matched(Rule rule) implements RuleOutcome {}

    /**
     * The condition could not be evaluated.
     *
     * @param cause a code, never personal data
     */
    record Failed(Rule rule, String cause) implements RuleOutcome {}
}
