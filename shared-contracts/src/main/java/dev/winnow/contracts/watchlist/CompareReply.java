package dev.winnow.contracts.watchlist;

import java.util.List;

/**
 * How alike two parties are.
 *
 * @param score 0 to 1
 * @param explanation what made the score, in the order it was added up; empty when they have
 *     nothing in common
 */
public record CompareReply(double score, List<Hit.Feature> explanation, String algorithm) {

    public CompareReply {
        explanation = explanation == null ? List.of() : List.copyOf(explanation);
    }
}
