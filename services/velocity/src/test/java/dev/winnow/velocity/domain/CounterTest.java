package dev.winnow.velocity.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CounterTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID ADA = new UUID(0, 1);
    private static final UUID BOB = new UUID(0, 2);

    @Test
    void theFirstTimeIsOne() {
        for (Counter counter : count(List.of(), false)) {
            assertThat(counter.applications()).isEqualTo(1);
            assertThat(counter.applicants()).isEqualTo(1);
            assertThat(counter.amounts()).isEqualTo(Map.of("EUR", BigDecimal.TEN));
            assertThat(counter.more()).isFalse();
        }
    }

    @Test
    void eachWindowHasWhatFellInIt() {
        List<Counter> counters =
                count(
                        List.of(
                                seen(Duration.ofMinutes(59), BOB, 1, "EUR"),
                                seen(Duration.ofHours(1), ADA, 2, "USD"),
                                seen(Duration.ofDays(6), BOB, 4, "EUR"),
                                seen(Duration.ofDays(29), ADA, 8, "EUR")),
                        false);
        assertThat(counters).extracting(Counter::window).containsExactly(Window.values());
        // What is exactly a window old has left it.
        assertThat(counters).extracting(Counter::applications).containsExactly(2, 3, 4, 5);
        assertThat(counters).extracting(Counter::applicants).containsExactly(2, 2, 2, 2);
        assertThat(counters.getFirst().amounts()).isEqualTo(Map.of("EUR", new BigDecimal(11)));
        assertThat(counters.getLast().amounts())
                .isEqualTo(Map.of("EUR", new BigDecimal(23), "USD", new BigDecimal(2)));
    }

    @Test
    void whatNamesNoAmountIsCountedWithoutOne() {
        Sighting nothing = new Sighting(NOW, ADA, null, null);
        assertThat(Counter.count(KeyKind.EMAIL, nothing, List.of(), false).getFirst().amounts())
                .isEmpty();
    }

    @Test
    void whereNotAllWasLookedAtItSaysSo() {
        List<Counter> counters =
                count(
                        List.of(
                                seen(Duration.ofMinutes(5), BOB, 1, "EUR"),
                                seen(Duration.ofHours(2), BOB, 1, "EUR")),
                        true);
        // The hour is whole, since something older than an hour was looked at.
        assertThat(counters).extracting(Counter::more).containsExactly(false, true, true, true);
    }

    private static List<Counter> count(List<Sighting> others, boolean cut) {
        Sighting own = new Sighting(NOW, ADA, BigDecimal.TEN, "EUR");
        return Counter.count(KeyKind.PHONE, own, others, cut);
    }

    private static Sighting seen(Duration before, UUID who, int amount, String currency) {
        return new Sighting(NOW.minus(before), who, new BigDecimal(amount), currency);
    }
}
