package dev.winnow.faults.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What the checker found.
 *
 * @param deliveries all of them; those of one fact again are {@code duplicates} if it has an effect
 * @param violations none when everything held
 */
public record Verdict(
        long committed,
        long acknowledged,
        long deliveries,
        long effects,
        long duplicates,
        List<Violation> violations) {
    /**
     * @param rule I1 to I4, or what else did not hold
     * @param words what is wrong, for people
     * @param count of facts for which it does not hold
     * @param first the first few of them
     */
    public record Violation(String rule, String words, long count, List<String> first) {
        public Violation {
            first = List.copyOf(first);
        }

        @Override
        public String toString() {
            return "%s: %d %s: %s%s"
                    .formatted(
                            rule,
                            count,
                            words,
                            String.join(", ", first),
                            count > first.size() ? ", ..." : "");
        }
    }

    public Verdict {
        violations = List.copyOf(violations);
    }

    /** The same with more that did not hold. */
    public Verdict with(List<Violation> more) {
        List<Violation> all = new ArrayList<>(violations);
        all.addAll(more);
        return new Verdict(committed, acknowledged, deliveries, effects, duplicates, all);
    }

    public boolean held() {
        return violations.isEmpty();
    }

    /** A line with the counts, and one for each violation. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s: %d committed, %d acknowledged, %d deliveries, %d effects, %d duplicates"
                        .formatted(
                                held() ? "held" : "FAILED",
                                committed,
                                acknowledged,
                                deliveries,
                                effects,
                                duplicates));
        violations.forEach(violation -> text.append('\n').append(violation));
        return text.toString();
    }
}
