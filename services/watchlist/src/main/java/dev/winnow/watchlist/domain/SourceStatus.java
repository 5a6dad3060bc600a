package dev.winnow.watchlist.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * How it goes with a source.
 *
 * @param checkedAt when it was last looked at
 * @param succeededAt when that last went well, be it that nothing was new
 * @param nextAt when it is looked at again
 * @param failures one after the other since then
 * @param problem what was wrong the last time; empty when all is well
 */
public record SourceStatus(
        String list,
        Optional<Instant> checkedAt,
        Optional<Instant> succeededAt,
        Instant nextAt,
        int failures,
        Optional<String> problem) {}
