package dev.winnow.watchlist.domain;

import java.util.List;

/**
 * What was read from a list's files.
 *
 * @param checksum SHA-256 of the files in hexadecimal
 */
public record ListContent(String checksum, List<Entry> entries) {
    public ListContent {
        entries = List.copyOf(entries);
    }

    /** Names and aliases. */
    public int names() {
        return entries.stream().mapToInt(entry -> entry.names().size()).sum();
    }
}
