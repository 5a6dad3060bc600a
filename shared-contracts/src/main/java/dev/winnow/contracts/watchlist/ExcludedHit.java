package dev.winnow.contracts.watchlist;

/**
 * A hit that is left out.
 *
 * @param exclusion the id of the exclusion
 */
public record ExcludedHit(String exclusion, String list, String entry, double score) {}
