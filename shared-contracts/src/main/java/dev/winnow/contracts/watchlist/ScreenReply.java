package dev.winnow.contracts.watchlist;

import java.util.List;

/**
 * What was found, and in which state of the lists.
 *
 * @param hits the best first; empty when nobody on a list is alike
 * @param lists every list that was looked at, with its version
 * @param algorithm the version of the matching; the same version, lists and request give the same
 *     hits
 */
public record ScreenReply(List<Hit> hits, List<ListVersion> lists, String algorithm) {

    public ScreenReply {
        hits = hits == null ? List.of() : List.copyOf(hits);
        lists = lists == null ? List.of() : List.copyOf(lists);
    }
}
