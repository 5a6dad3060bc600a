package dev.winnow.velocity.domain;

import java.util.List;
import java.util.Set;

/**
 * What is known about an application.
 *
 * @param duplicates the best first
 * @param unusable keys that were given and cannot be read
 * @param gaps what could not be looked at, in words; empty when all was
 */
public record Answer(
        List<Counter> counters,
        List<Duplicate> duplicates,
        Set<KeyKind> unusable,
        List<String> gaps,
        String algorithm) {

    public Answer {
        counters = List.copyOf(counters);
        duplicates = List.copyOf(duplicates);
        unusable = Set.copyOf(unusable);
        gaps = List.copyOf(gaps);
    }
}
