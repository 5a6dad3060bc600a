package dev.winnow.watchlist.domain;

import dev.winnow.matching.Feature;
import java.util.List;

/**
 * An entry that a party resembles.
 *
 * @param list the entry's list
 * @param matchedName the name of the entry that matched best, as published
 * @param score 0 to 1: the sum of the features' effects, kept within these bounds
 */
public record Match(
        String list, Entry entry, String matchedName, double score, List<Feature> features) {
    public Match {
        features = List.copyOf(features);
    }
}
