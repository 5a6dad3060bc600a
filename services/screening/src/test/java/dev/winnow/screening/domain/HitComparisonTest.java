package dev.winnow.screening.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HitComparisonTest {
    private static final Hit ONE = hit("un", "1", "Jane Doe", 0.91);
    private static final Hit OTHER = hit("un", "2", "John Doe", 0.88);

    @Test
    void orderAndMatchedNameDoNotCount() {
        Hit otherAlias = hit("un", "1", "DOE, Jane", 0.91);
        assertThat(HitComparison.same(List.of(ONE, OTHER), List.of(OTHER, otherAlias))).isTrue();
    }

    @Test
    void entryListAndScoreCount() {
        assertThat(HitComparison.same(List.of(ONE), List.of())).isFalse();
        assertThat(HitComparison.same(List.of(ONE), List.of(OTHER))).isFalse();
        assertThat(HitComparison.same(List.of(ONE), List.of(hit("ofac", "1", "Jane Doe", 0.91))))
                .isFalse();
        assertThat(HitComparison.same(List.of(ONE), List.of(hit("un", "1", "Jane Doe", 0.92))))
                .isFalse();
    }

    @Test
    void aCheckThatCouldNotBeMadeIsNotTheSameAsOneThatFoundNothing() {
        CheckResult none = CheckResult.unavailable(Check.WATCHLIST, "nobody answers");
        CheckResult clear = CheckResult.made(Check.WATCHLIST, List.of(), List.of("list un"));
        assertThat(HitComparison.same(none, clear)).isFalse();
        assertThat(HitComparison.same(clear, clear.tried(3, 1))).isTrue();
    }

    private static Hit hit(String list, String entry, String name, double score) {
        return new Hit(list, entry, name, score, List.of());
    }
}
