package dev.winnow.watchlist.domain;

import dev.winnow.matching.Feature;
import java.util.Comparator;
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
    /** The best first; equal ones in a fixed order, so that the same question has one answer. */
    static final Comparator<Match> BEST_FIRST =
            Comparator.comparingDouble(Match::score)
                    .reversed()
                    .thenComparing(Match::list)
                    .thenComparing(m -> m.entry().number());

    public Match {
        features = List.copyOf(features);
    }
}
