package dev.winnow.contracts.watchlist;

import java.util.List;

/**
 * Every loaded list in the version in force, by name.
 *
 * @param sources the places that lists are fetched from
 * @param missing lists that should be there, by configuration or since they were loaded once, and
 *     that this instance cannot look at
 */
public record ListsReply(List<ListVersion> lists, List<ListSource> sources, List<String> missing) {

    public ListsReply {
        lists = lists == null ? List.of() : List.copyOf(lists);
        sources = sources == null ? List.of() : List.copyOf(sources);
        missing = missing == null ? List.of() : List.copyOf(missing);
    }
}
