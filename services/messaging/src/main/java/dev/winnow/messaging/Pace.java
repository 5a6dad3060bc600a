package dev.winnow.messaging;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import java.util.Optional;

/** How fast something that goes through many messages may be. Safe to share. */
public final class Pace {
    private static final int MOST_AT_ONCE = 256;

    private final Optional<RateLimiter<Object>> limiter;
    private final int atOnce;

    private Pace(Optional<RateLimiter<Object>> limiter, int atOnce) {
        this.limiter = limiter;
        this.atOnce = atOnce;
    }

    /** As fast as it goes. */
    public static Pace unlimited() {
        return new Pace(Optional.empty(), MOST_AT_ONCE);
    }

    /** So many a second, evenly. */
    public static Pace perSecond(int most) {
        Limits.atLeast("messages per second", most, 1);
        return new Pace(
                Optional.of(RateLimiter.smoothBuilder((long) most, Duration.ofSeconds(1)).build()),
                Math.clamp(most / 10, 1, MOST_AT_ONCE));
    }

    /** Waits for the next one's turn. */
    public void await() throws InterruptedException {
        if (limiter.isPresent()) {
            limiter.get().acquirePermit();
        }
    }

    /** How many may be collected before they leave together, so that none waits for long. */
    int atOnce() {
        return atOnce;
    }
}
