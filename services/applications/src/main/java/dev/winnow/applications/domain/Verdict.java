package dev.winnow.applications.domain;

import java.time.Instant;
import java.util.List;

/** How an application ended, why and when. */
public record Verdict(Status outcome, List<Cause> causes, Instant decidedAt) {

    public Verdict {
        if (!outcome.isFinal()) {
            throw new IllegalArgumentException("an application does not end as " + outcome);
        }
        causes = List.copyOf(causes);
    }
}
