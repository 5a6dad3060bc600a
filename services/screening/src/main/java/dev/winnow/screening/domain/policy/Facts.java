package dev.winnow.screening.domain.policy;

import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.Hit;
import dev.winnow.screening.domain.Seen;
import java.time.LocalDate;
import java.util.List;

/** All that a policy's conditions may look at. */
public record Facts(Application application, List<CheckResult> checks, LocalDate today) {
    public Facts {
        checks = List.copyOf(checks);
    }

    /** What was seen before, by all checks. */
    public Seen seen() {
        return new Seen(
                checks.stream().flatMap(check -> check.seen().counters().stream()).toList(),
                checks.stream().flatMap(check -> check.seen().duplicates().stream()).toList());
    }

    /** The hits of all checks. */
    public List<Hit> hits() {
        return checks.stream().flatMap(check -> check.hits().stream()).toList();
    }
}
