package dev.winnow.contracts.watchlist;

import java.util.List;

/** Versions of a list, the newest first. */
public record VersionsReply(List<ListVersion> versions) {

    public VersionsReply {
        versions = versions == null ? List.of() : List.copyOf(versions);
    }
}
