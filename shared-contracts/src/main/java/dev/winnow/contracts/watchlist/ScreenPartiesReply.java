package dev.winnow.contracts.watchlist;

import java.util.List;

/**
 * What was found, party by party, all of it in one state of the lists.
 *
 * @param results in the order of the request
 * @param lists every list that was looked at, with its version
 * @param missing lists that should have been looked at and could not be
 * @param algorithm the version of the matching; the same version, lists and request give the same
 *     hits
 */
public record ScreenPartiesReply(
        List<PartyResult> results,
        List<ListVersion> lists,
        List<String> missing,
        String algorithm) {

    public ScreenPartiesReply {
        results = results == null ? List.of() : List.copyOf(results);
        lists = lists == null ? List.of() : List.copyOf(lists);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
