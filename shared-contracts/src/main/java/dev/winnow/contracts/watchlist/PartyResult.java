package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found for one party.
 *
 * @param id of the party, as it was asked
 * @param hits the best first; empty when nobody on a list is alike
 * @param excluded hits that are left out, since somebody has found them to be others
 * @param problem why it is an error; absent otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PartyResult(
        String id,
        ScreenStatus status,
        List<Hit> hits,
        List<ExcludedHit> excluded,
        @Nullable String problem) {

    public PartyResult {
        hits = hits == null ? List.of() : List.copyOf(hits);
        excluded = excluded == null ? List.of() : List.copyOf(excluded);
    }
}
