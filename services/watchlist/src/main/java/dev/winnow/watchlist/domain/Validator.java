package dev.winnow.watchlist.domain;

/**
 * By what a file at its source is known again without being fetched.
 *
 * @param tag as the server named it, empty when it did not; of a file its size
 * @param modified as the server said it, empty when it did not; of a file its time
 */
public record Validator(String tag, String modified) {}
