package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place that a list is fetched from, and how that goes.
 *
 * @param location without login and query
 * @param intervalSeconds how often it is looked at
 * @param checkedAt when it was last looked at; absent when it never was
 * @param succeededAt when that last went well, be it that nothing was new; absent when it never did
 * @param nextAt when it is looked at again; absent when it never was looked at
 * @param failures one after the other since then
 * @param problem what was wrong the last time; absent when all is well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListSource(
        String list,
        ListSourceFormat format,
        String location,
        long intervalSeconds,
        @Nullable Instant checkedAt,
        @Nullable Instant succeededAt,
        @Nullable Instant nextAt,
        int failures,
        @Nullable String problem) {}
