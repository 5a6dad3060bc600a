package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A list says something else than before. Which entries differ is asked for with {@code diff}.
 *
 * @param from the version that was in force; absent when the list is new
 * @param to the version that is in force now
 * @param added how many entries are new
 * @param removed how many entries are gone
 * @param changed of how many entries something else is said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListChanged(
        String list,
        @Nullable Integer from,
        int to,
        int added,
        int removed,
        int changed,
        Instant loadedAt) {}
