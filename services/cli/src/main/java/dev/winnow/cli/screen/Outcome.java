package dev.winnow.cli.screen;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.applications.ApplicationSummary;
import dev.winnow.contracts.applications.Decided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How an application ended.
 *
 * @param took from its receipt to its decision, by the service's own clock
 */
record Outcome(Decision decision, List<Reason> reasons, Duration took) {

    Outcome {
        reasons = List.copyOf(reasons);
    }

    static Outcome of(Decided decided) {
        return new Outcome(
                decided.decision(),
                decided.reasons(),
                Duration.between(decided.receivedAt(), decided.decidedAt()));
    }

    /** Empty while it has not ended. */
    static Optional<Outcome> of(ApplicationSummary summary) {
        Instant decidedAt = summary.decidedAt();
        if (decidedAt == null) {
            return Optional.empty();
        }
        Optional<Decision> decision =
                switch (summary.status()) {
                    case RECEIVED, SCREENING -> Optional.empty();
                    case APPROVED -> Optional.of(Decision.APPROVE);
                    case REFERRED -> Optional.of(Decision.REFER);
                    case REJECTED -> Optional.of(Decision.REJECT);
                };
        Duration took = Duration.between(summary.receivedAt(), decidedAt);
        return decision.map(d -> new Outcome(d, summary.reasons(), took));
    }
}
