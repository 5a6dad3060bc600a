package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a list.
 *
 * @param list the name it was loaded under
 * @param version 1, 2, 3 … in the order of loading
 * @param entries parties on it
 * @param names names and aliases on it
 * @param checksum SHA-256 of what was loaded, in hexadecimal
 * @param publishedAt when its publisher made it; absent when that is not known
 * @param added entries that the version before had not; absent for versions of long ago
 * @param removed entries that only the version before had; likewise
 * @param changed entries of which the version before said something else; likewise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListVersion(
        String list,
        int version,
        int entries,
        int names,
        String checksum,
        Instant loadedAt,
        @Nullable Instant publishedAt,
        @Nullable Integer added,
        @Nullable Integer removed,
        @Nullable Integer changed) {

    /** Of which no more is known. */
    public ListVersion(
            String list, int version, int entries, int names, String checksum, Instant loadedAt) {
        this(list, version, entries, names, checksum, loadedAt, null, null, null, null);
    }
}
