package dev.winnow.messaging;

import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens, filled by calls and by time; each further request takes one. Calls are
 * counted by whoever makes them and only looked at here, so a call that needs no further request
 * pays nothing. Safe to share.
 */
final class Budget {
    /** How many seconds' worth may be spent at once. */
    private static final int BURST_SECONDS = 10;

    private static final double NANOS = 1e9;

    private final BudgetPolicy policy;
    private final LongSupplier calls;
    private final LongSupplier nanoTime;
    private final double capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final LongAdder refused = new LongAdder();
    private double tokens;
    private long seenCalls;
    private long seenNanos;

    Budget(BudgetPolicy policy, LongSupplier calls, LongSupplier nanoTime) {
        this.policy = policy;
        this.calls = calls;
        this.nanoTime = nanoTime;
        // Room for at least one, or a small share would never be a whole token.
        this.capacity = Math.max(1.0, (double) policy.perSecond() * BURST_SECONDS);
        this.tokens = (double) policy.perSecond() * BURST_SECONDS;
        this.seenCalls = calls.getAsLong();
        this.seenNanos = nanoTime.getAsLong();
    }

    /** Takes a token; false when there is none. */
    boolean tryTake() {
        lock.lock();
        try {
            fill();
            if (tokens >= 1) {
                tokens -= 1;
                return true;
            }
        } finally {
            lock.unlock();
        }
        refused.increment();
        return false;
    }

    private void fill() {
        long callsNow = calls.getAsLong();
        long nanosNow = nanoTime.getAsLong();
        double earned =
                (callsNow - seenCalls) * policy.percent() / 100.0
                        + (nanosNow - seenNanos) / NANOS * policy.perSecond();
        tokens = Math.min(capacity, tokens + earned);
        seenCalls = callsNow;
        seenNanos = nanosNow;
    }

    /** How often there was none. */
    long refused() {
        return refused.sum();
    }
}
