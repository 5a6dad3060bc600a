package dev.winnow.watchlist.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One version of a list.
 *
 * @param list the name it was loaded under
 * @param number 1, 2, 3 … in the order of loading
 * @param entries parties on it
 * @param names names and aliases on it
 * @param checksum SHA-256 of what was loaded, in hexadecimal
 * @param publishedAt when its publisher made it, as far as that is known
 * @param changes against the version before; empty for versions loaded before that was kept
 */
public record Version(
        String list,
        int number,
        int entries,
        int names,
        String checksum,
        Instant loadedAt,
        Optional<Instant> publishedAt,
        Optional<Changes> changes) {

    /** How many entries differ from the version before; in a first version all are added. */
    public record Changes(int added, int removed, int changed) {
        public boolean none() {
            return added == 0 && removed == 0 && changed == 0;
        }
    }

    /** Of which no more is known. */
    public Version(
            String list, int number, int entries, int names, String checksum, Instant loadedAt) {
        this(list, number, entries, names, checksum, loadedAt, Optional.empty(), Optional.empty());
    }
}
