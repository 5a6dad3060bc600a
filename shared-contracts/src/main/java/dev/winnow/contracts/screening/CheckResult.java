package dev.winnow.contracts.screening;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * The outcome and evidence of one check.
 *
 * @param check its name, as in {@code watchlist}
 * @param findings codes, as in {@code UNDER_AGE}; empty when clear
 * @param evidence what it rests on, for people and auditors, as in the versions of the lists
 * @param attempts how often it was tried
 * @param millis how long the last attempt took, in milliseconds
 */
public record CheckResult(
        @NotBlank String check,
        @NotNull CheckStatus status,
        List<String> findings,
        List<String> evidence,
        int attempts,
        double millis) {

    public CheckResult {
        findings = findings == null ? List.of() : List.copyOf(findings);
        evidence = evidence == null ? List.of() : List.copyOf(evidence);
    }
}
