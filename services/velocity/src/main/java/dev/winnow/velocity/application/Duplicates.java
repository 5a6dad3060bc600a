package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Duplicate;
import dev.winnow.velocity.domain.Duplicate.Feature;
import dev.winnow.velocity.domain.Profile;
import dev.winnow.velocity.domain.Resemblance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds applications that seem to be of the same applicant, among those filed alike. */
final class Duplicates {
    private final History history;
    private final Protection protection;
    private final Comparison comparison;
    private final Limits limits;

    Duplicates(History history, Protection protection, Comparison comparison, Limits limits) {
        this.history = history;
        this.protection = protection;
        this.comparison = comparison;
        this.limits = limits;
    }

    /**
     * What was found.
     *
     * @param gaps what was not looked at, in words
     */
    record Found(List<Duplicate> duplicates, List<String> gaps) {}

    Resemblance of(Profile profile) {
        return new Resemblance(profile, comparison.normaliser(), comparison.words());
    }

    /** Those before and after it: of two, the one that is checked second finds the first. */
    Found find(Resemblance asking, List<UUID> headings, Instant at) {
        Map<UUID, List<Long>> filed =
                history.filed(
                        headings,
                        at.minus(limits.retention()),
                        at.plus(limits.retention()),
                        limits.perHeading() + 1);
        List<String> gaps = new ArrayList<>();
        long crowded = filed.values().stream().filter(l -> l.size() > limits.perHeading()).count();
        if (crowded > 0) {
            gaps.add(crowded + " headings have more applications than are compared");
        }
        List<Long> candidates = mostHeadingsFirst(filed);
        if (candidates.size() > limits.comparisons()) {
            gaps.add(
                    (candidates.size() - limits.comparisons())
                            + " applications that are filed alike were not compared");
            candidates = candidates.subList(0, limits.comparisons());
        }
        List<Duplicate> found = new ArrayList<>();
        for (History.Filed other : history.profiles(candidates)) {
            Profile profile = protection.open(other.applicationId(), other.profile());
            List<Feature> features = asking.with(profile);
            double score = Resemblance.score(features);
            if (score >= limits.score()) {
                found.add(new Duplicate(other.applicationId(), other.at(), score, features));
            }
        }
        return new Found(
                found.stream().sorted(Duplicate.BEST_FIRST).limit(limits.duplicates()).toList(),
                gaps);
    }

    /** Who is under several headings is alike in several ways; then the newest. */
    private List<Long> mostHeadingsFirst(Map<UUID, List<Long>> filed) {
        Map<Long, Integer> headings = new HashMap<>();
        for (List<Long> numbers : filed.values()) {
            numbers.stream()
                    .limit(limits.perHeading())
                    .forEach(number -> headings.merge(number, 1, Integer::sum));
        }
        return headings.entrySet().stream()
                .sorted(
                        Map.Entry.<Long, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey())
                                .reversed())
                .map(Map.Entry::getKey)
                .toList();
    }
}
