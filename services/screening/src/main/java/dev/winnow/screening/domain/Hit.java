package dev.winnow.screening.domain;

import java.util.List;

/**
 * An entry of a watch list that the applicant resembles.
 *
 * @param score 0 to 1
 * @param explanation what made the score
 */
public record Hit(
        String list, String entry, String matchedName, double score, List<Feature> explanation) {
    public Hit {
        explanation = List.copyOf(explanation);
    }

    /** One part of a score. */
    public record Feature(String feature, double effect, String detail) {}
}
