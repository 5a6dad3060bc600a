package dev.winnow.screening.domain.policy;

import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Reason;

/**
 * One rule of a policy.
 *
 * @param code stable; the reason's code when it matches
 * @param line in the file, from 1
 * @param condition as written
 */
public record Rule(String code, int line, String condition, Decision outcome, String text) {
    public Reason reason() {
        return new Reason(code, text);
    }
}
