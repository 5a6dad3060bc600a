package dev.winnow.screening.domain.policy;

import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Reason;
import java.util.List;

/**
 * A policy as its file says it.
 *
 * @param rules in the order of the file
 * @param otherwise the outcome when no rule matches
 * @param otherwiseReason the reason given then
 */
public record Policy(
        PolicyVersion version,
        String description,
        List<Rule> rules,
        Decision otherwise,
        Reason otherwiseReason) {
    public Policy {
        rules = List.copyOf(rules);
    }
}
