package dev.winnow.screening.domain;

import java.time.Duration;

/**
 * How long a screening waits before its next attempt: doubled each time up to a limit, and drawn at
 * random between half of that and all of it, so that many that failed together do not come back
 * together and none comes back at once.
 *
 * @param first before the second attempt
 * @param max the most it is doubled to
 */
public record Backoff(Duration first, Duration max) {
    public Backoff {
        if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
            throw new IllegalArgumentException("0 < first <= max must hold: " + first + ", " + max);
        }
    }

    /**
     * The wait after an attempt.
     *
     * @param attempt the number of the attempt that failed, from 1
     * @param random from 0 to below 1
     */
    public Duration after(int attempt, double random) {
        long full = max.toNanos();
        int doublings = attempt - 1;
        if (doublings < Long.numberOfLeadingZeros(first.toNanos()) - 1) {
            full = Math.min(full, first.toNanos() << doublings);
        }
        return Duration.ofNanos(full / 2 + (long) (full / 2.0 * random));
    }
}
