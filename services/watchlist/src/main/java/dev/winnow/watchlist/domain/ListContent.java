package dev.winnow.watchlist.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was read from a list's files.
 *
 * @param checksum SHA-256 of the files in hexadecimal
 * @param published when the publisher made it, as the list itself says or the file's time
 */
public record ListContent(String checksum, Optional<Instant> published, List<Entry> entries) {
    public ListContent {
        entries = List.copyOf(entries);
    }

    /** Of a list that does not say when it was published. */
    public ListContent(String checksum, List<Entry> entries) {
        this(checksum, Optional.empty(), entries);
    }

    public ListContent publishedAt(Instant time) {
        return new ListContent(checksum, Optional.of(time), entries);
    }

    /** Names and aliases. */
    public int names() {
        return entries.stream().mapToInt(entry -> entry.names().size()).sum();
    }
}
