package dev.winnow.screening.application;

import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.CheckResult;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The right to run a screening, until the lease runs out or somebody else takes it over.
 *
 * @param token which every change of the screening must carry; a later claim has another one, so
 *     that what a stalled holder still does changes nothing
 * @param attempt the number of this attempt, from 1
 * @param made the checks that earlier attempts have made
 */
public record Claim(
        Application application,
        UUID token,
        int attempt,
        Instant startedAt,
        List<CheckResult> made) {
    public Claim {
        made = List.copyOf(made);
    }

    public String applicationId() {
        return application.id();
    }
}
