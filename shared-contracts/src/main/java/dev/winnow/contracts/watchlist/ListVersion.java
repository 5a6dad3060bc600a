package dev.winnow.contracts.watchlist;

import java.time.Instant;

/**
 * One version of a list.
 *
 * @param list the name it was loaded under
 * @param version 1, 2, 3 … in the order of loading
 * @param entries parties on it
 * @param names names and aliases on it
 * @param checksum SHA-256 of what was loaded, in hexadecimal
 */
public record ListVersion(
        String list, int version, int entries, int names, String checksum, Instant loadedAt) {}
