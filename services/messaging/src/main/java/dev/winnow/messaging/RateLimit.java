package dev.winnow.messaging;

import dev.failsafe.RateLimiter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** At most so many in each second, or no limit, which costs nothing. Safe to share. */
final class RateLimit {
    static final Duration PERIOD = Duration.ofSeconds(1);

    private final @Nullable RateLimiter<Object> limiter;

    /** Zero is no limit. */
    RateLimit(int perSecond) {
        this.limiter = perSecond == 0 ? null : RateLimiter.burstyBuilder(perSecond, PERIOD).build();
    }

    boolean tryEnter() {
        return limiter == null || limiter.tryAcquirePermit();
    }
}
