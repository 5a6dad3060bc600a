package dev.winnow.velocity.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Another application that seems to be of the same applicant.
 *
 * @param score 0 to 1
 * @param features what made the score
 */
public record Duplicate(String applicationId, Instant at, double score, List<Feature> features) {
    /** The highest score first, then the newest, then by id. */
    public static final Comparator<Duplicate> BEST_FIRST =
            Comparator.comparingDouble(Duplicate::score)
                    .thenComparing(Duplicate::at)
                    .reversed()
                    .thenComparing(Duplicate::applicationId);

    public Duplicate {
        features = List.copyOf(features);
    }

    /** What both have and have not alike. */
    public List<String> differs() {
        return features.stream().filter(f -> f.alike() < 1).map(Feature::name).toList();
    }

    /**
     * One part of a score.
     *
     * @param effect what it adds
     * @param alike how alike both are in it, 0 to 1
     */
    public record Feature(String name, double effect, double alike) {}
}
