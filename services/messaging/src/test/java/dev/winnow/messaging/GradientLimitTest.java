package dev.winnow.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The steps by which an adaptive limit follows the time that requests take. */
class GradientLimitTest {
    private static final int MOST = 100;

    private final GradientLimit limit = new GradientLimit(MOST);
    private long now;

    /** One window in which requests took so long while so many were at work. */
    private int window(Duration took, int inFlight) {
        int result = 0;
        for (int i = 0; i < GradientLimit.MIN_SAMPLES; i++) {
            result = limit.handled(now, took.toNanos(), inFlight);
            now += GradientLimit.WINDOW_NANOS / (GradientLimit.MIN_SAMPLES - 1) + 1;
        }
        return result;
    }

    private int windows(int count, Duration took, int inFlight) {
        int result = limit.limit();
        for (int i = 0; i < count; i++) {
            result = window(took, Math.min(inFlight, limit.limit()));
        }
        return result;
    }

    @Test
    void growsByALittleWhileTimesStayTheSameAndNeverPastTheMost() {
        assertThat(limit.limit()).isEqualTo(GradientLimit.START);

        assertThat(windows(10, Duration.ofMillis(5), MOST)).isBetween(25, 30);
        assertThat(windows(300, Duration.ofMillis(5), MOST)).isEqualTo(MOST);
    }

    @Test
    void shrinksWhenTimesRiseAndGrowsAgainWhenTheyFall() {
        int before = windows(100, Duration.ofMillis(5), MOST);

        int slow = windows(10, Duration.ofMillis(50), MOST);
        assertThat(slow).isLessThan(before / 2).isPositive();

        assertThat(windows(100, Duration.ofMillis(5), MOST)).isGreaterThan(slow * 2);
    }

    @Test
    void staysWhereItIsWhenItIsNotWhatHoldsTheEndpointBack() {
        assertThat(windows(50, Duration.ofMillis(5), GradientLimit.START / 2 - 1))
                .isEqualTo(GradientLimit.START);
    }

    @Test
    void oneSlowRequestSaysNothing() {
        windows(50, Duration.ofMillis(5), MOST);
        int before = limit.limit();

        limit.handled(now, Duration.ofSeconds(30).toNanos(), before);

        assertThat(limit.limit()).isEqualTo(before);
    }

    @Test
    void neverBelowOne() {
        GradientLimit small = new GradientLimit(1);
        assertThat(small.limit()).isEqualTo(1);
        windows(20, Duration.ofMillis(1), MOST);
        assertThat(windows(200, Duration.ofSeconds(2), MOST)).isPositive();
    }
}
