package dev.winnow.screening.domain;

import dev.winnow.screening.domain.policy.PolicyVersion;
import dev.winnow.screening.domain.policy.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

    /** What came of one check. */
    public Optional<CheckResult> check(Check which) {
        return checks.stream().filter(made -> made.check() == which).findFirst();
    }

    /** The lists that it stands against, each in its version. */
    public List<ListVersion> lists() {
        return checks.stream().flatMap(made -> made.lists().stream()).toList();
    }
}
