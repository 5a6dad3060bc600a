package dev.winnow.contracts.watchlist;

import java.util.List;

/** Every loaded list in the version in force, by name. */
public record ListsReply(List<ListVersion> lists) {

    public ListsReply {
        lists = lists == null ? List.of() : List.copyOf(lists);
    }
}
