package dev.winnow.screening.domain;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether two answers of a watch list say the same. */
public final class HitComparison {
    private HitComparison() {}

    /** The same entries with the same scores, in whatever order and by whatever name. */
    public static boolean same(List<Hit> before, List<Hit> after) {
        return scored(before).equals(scored(after));
    }

    /**
     * Whether an application's check says the same as before. One that could not be made before and
     * was now does not.
     */
    public static boolean same(CheckResult before, CheckResult after) {
        return before.status() == after.status() && same(before.hits(), after.hits());
    }

    private static Set<Scored> scored(List<Hit> hits) {
        return hits.stream()
                .map(hit -> new Scored(hit.list(), hit.entry(), hit.score()))
                .collect(Collectors.toSet());
    }

    private record Scored(String list, String entry, double score) {}
}
