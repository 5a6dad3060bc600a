package dev.winnow.screening.domain;

import dev.winnow.screening.domain.policy.PolicyVersion;
import dev.winnow.screening.domain.policy.Verdict;
import java.time.Instant;
import java.util.List;

/** A finished screening: what was checked, what was found, and what the policy made of it. */
public record ScreeningResult(
        String applicationId,
        Verdict verdict,
        List<CheckResult> checks,
        PolicyVersion policy,
        Instant startedAt,
        Instant completedAt) {

    public ScreeningResult {
        checks = List.copyOf(checks);
    }
}
