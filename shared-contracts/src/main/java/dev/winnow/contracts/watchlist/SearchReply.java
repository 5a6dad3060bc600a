package dev.winnow.contracts.watchlist;

import java.util.List;

/**
 * Entries that were found.
 *
 * @param entries those with the number that was asked for, then the most alike
 */
public record SearchReply(List<Found> entries) {

    public SearchReply {
        entries = entries == null ? List.of() : List.copyOf(entries);
    }

    /**
     * @param name the primary name
     * @param matchedName the name that is most alike
     * @param score 0 to 1; 1 when the number is that of the entry
     */
    public record Found(
            String list,
            String entry,
            EntryKind kind,
            String name,
            String matchedName,
            double score) {}
}
