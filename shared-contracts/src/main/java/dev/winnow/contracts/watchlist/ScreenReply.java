package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found, and in which state of the lists.
 *
 * @param hits the best first; empty when nobody on a list is alike
 * @param lists every list that was looked at, with its version
 * @param algorithm the version of the matching; the same version, lists and request give the same
 *     hits
 * @param status absent from services that do not say it yet
 * @param missing lists that should have been looked at and could not be
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScreenReply(
        List<Hit> hits,
        List<ListVersion> lists,
        String algorithm,
        @Nullable ScreenStatus status,
        List<String> missing) {

    public ScreenReply {
        hits = hits == null ? List.of() : List.copyOf(hits);
        lists = lists == null ? List.of() : List.copyOf(lists);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }

    /** Without a status. */
    public ScreenReply(List<Hit> hits, List<ListVersion> lists, String algorithm) {
        this(hits, lists, algorithm, null, List.of());
    }
}
