package dev.winnow.screening.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));

    @Test
    void theWaitDoublesUpToItsLimit() {
        assertThat(backoff.after(1, 1)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.after(2, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.after(5, 1)).isEqualTo(Duration.ofSeconds(8));
        assertThat(backoff.after(6, 1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(1_000_000, 1)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void halfOfTheWaitIsDrawnAtRandom() {
        assertThat(backoff.after(2, 0)).isEqualTo(Duration.ofMillis(500));
        assertThat(backoff.after(2, 0.5)).isEqualTo(Duration.ofMillis(750));
    }
}
