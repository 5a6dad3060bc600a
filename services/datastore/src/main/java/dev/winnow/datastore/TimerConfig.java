package dev.winnow.datastore;

import dev.winnow.messaging.config.Default;
import java.time.Duration;

/**
 * How timers are fired; the configuration section {@code database.timers}.
 *
 * @param concurrency how many at a time, each with a connection of the pool; default 4
 * @param perSecond the most that one instance fires in a second, so that those that became due
 *     while everything stood still do not come all at once; from 10, default 500
 * @param maxAttempts after which a failing one is kept as dead; default 10
 * @param backoff the longest wait after the first failure; default 1 s. It doubles with each, and
 *     the actual one is random between half of it and all of it
 * @param maxBackoff where the doubling ends; default 10 minutes
 */
public record TimerConfig(
        @Default("4") int concurrency,
        @Default("500") int perSecond,
        @Default("10") int maxAttempts,
        @Default("1s") Duration backoff,
        @Default("10m") Duration maxBackoff) {
    public TimerConfig {
        require(concurrency >= 1 && concurrency <= 100, "concurrency must be from 1 to 100");
        require(perSecond >= 10 && perSecond <= 100_000, "per-second must be from 10 to 100000");
        require(maxAttempts >= 1, "max-attempts must be at least 1");
        require(backoff.toMillis() >= 1, "backoff must be at least 1ms");
        require(maxBackoff.compareTo(backoff) >= 0, "max-backoff must not be less than backoff");
    }

    public static TimerConfig ofDefaults() {
        return new TimerConfig(4, 500, 10, Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
