package dev.winnow.screening.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How far screening against a new version of a list has come.
 *
 * @param from the version that was in force before, 0 when the list was new
 * @param total applications that stood against an older version; more may come while it runs
 * @param done of these
 * @param changed of these have another result
 * @param redecided of these have another decision
 * @param completedAt empty until it ends
 */
public record Rescreening(
        String list,
        int from,
        int to,
        State state,
        long total,
        long done,
        long changed,
        long redecided,
        Instant startedAt,
        Optional<Instant> completedAt) {

    /** How it stands. */
    public enum State {
        RUNNING,
        COMPLETED,
        /** A newer version came, for which the rest is done. */
        SUPERSEDED
    }
}
