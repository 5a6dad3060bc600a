package dev.winnow.watchlist.domain;

import java.time.Instant;

/**
 * One version of a list.
 *
 * @param list the name it was loaded under
 * @param number 1, 2, 3 … in the order of loading
 * @param entries parties on it
 * @param names names and aliases on it
 * @param checksum SHA-256 of what was loaded, in hexadecimal
 */
public record Version(
        String list, int number, int entries, int names, String checksum, Instant loadedAt) {}
