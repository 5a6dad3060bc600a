package dev.winnow.datastore;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Whether sharing transactions pays for one consumer: not while its handler is slow, because the
 * others would wait for it, nor for a while after a group had to be done again for it. Safe to
 * share; a lost measurement does no harm.
 */
final class Pace {
    /** A handler that takes longer in the mean has a transaction of its own. */
    private static final long SLOW = Duration.ofMillis(5).toNanos();

    private static final long FIRST_PENALTY = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PENALTY = Duration.ofSeconds(10).toNanos();

    private final AtomicLong mean = new AtomicLong();
    private final AtomicLong penalty = new AtomicLong();
    private final AtomicLong aloneUntil = new AtomicLong(System.nanoTime());

    boolean mayShare() {
        return mean.get() < SLOW && aloneUntil.get() - System.nanoTime() <= 0;
    }

    /** One run of the handler took that long. */
    void took(long nanos) {
        long before = mean.get();
        mean.set(before + (nanos - before) / 8);
    }

    /** A group was undone because of this consumer. */
    void spoiled() {
        long next = Math.clamp(penalty.get() * 2, FIRST_PENALTY, LONGEST_PENALTY);
        penalty.set(next);
        aloneUntil.set(System.nanoTime() + next);
    }

    void shared() {
        penalty.set(0);
    }
}
