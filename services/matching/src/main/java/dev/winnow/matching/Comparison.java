package dev.winnow.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two parties laid side by side: their names, and what else is known of them. Immutable.
 *
 * @param score 0 to 1: the sum of the features' effects, kept within these bounds
 */
public record Comparison(double score, List<Feature> features) {
    public Comparison {
        features = List.copyOf(features);
    }

    /** Pure; symmetric but for the order in which the details name the two. */
    public static Comparison of(Alignment names, Traits asked, Traits listed) {
        List<Feature> features = new ArrayList<>(names.features());
        features.addAll(Evidence.of(asked, listed));
        Optional<Identifier> shared = Evidence.shared(asked, listed);
        shared.ifPresent(id -> features.add(Evidence.identifier(id, sum(features))));
        return new Comparison(Math.clamp(sum(features), 0, 1), features);
    }

    /**
     * The score of {@link #of} where no number is shared, without the words that explain it.
     *
     * @param names the score of the names alone
     */
    public static double score(double names, Traits asked, Traits listed) {
        return Math.clamp(Feature.round(names + Evidence.effect(asked, listed)), 0, 1);
    }

    private static double sum(List<Feature> features) {
        double sum = 0;
        for (Feature feature : features) {
            sum += feature.effect();
        }
        return Feature.round(sum);
    }
}
