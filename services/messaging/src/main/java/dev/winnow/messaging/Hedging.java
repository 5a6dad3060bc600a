package dev.winnow.messaging;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** When a client sends its second request, and whether it may. Safe to share. */
final class Hedging {
    private static final int KEPT = 128;

    /** So many answers must have come before a percentile says anything; then it is renewed. */
    private static final int EVERY = 20;

    private final HedgePolicy policy;
    private final Budget budget;
    private final AtomicLongArray latest = new AtomicLongArray(KEPT);
    private final AtomicLong answers = new AtomicLong();
    private final LongAdder sent = new LongAdder();
    private final LongAdder won = new LongAdder();
    private volatile Duration delay;

    Hedging(HedgePolicy policy, LongSupplier calls, LongSupplier nanoTime) {
        this.policy = policy;
        this.budget = new Budget(policy.budget(), calls, nanoTime);
        this.delay = policy.delay();
    }

    /** How long to wait before the second request; zero when that is not known yet. */
    Duration delay() {
        return delay;
    }

    /** Whether a second request may be sent now; it is counted as sent. */
    boolean trySend() {
        if (!budget.tryTake()) {
            return false;
        }
        sent.increment();
        return true;
    }

    /** The second request was answered first. */
    void won() {
        won.increment();
    }

    /** A call was answered, this long after its first request. */
    void answered(long tookNanos) {
        if (!policy.delay().isZero()) {
            return;
        }
        long count = answers.incrementAndGet();
        latest.set((int) ((count - 1) % KEPT), tookNanos);
        if (count % EVERY == 0) {
            delay = percentile((int) Math.min(count, KEPT));
        }
    }

    private Duration percentile(int count) {
        long[] sorted = new long[count];
        for (int i = 0; i < count; i++) {
            sorted[i] = latest.get(i);
        }
        Arrays.sort(sorted);
        int rank = (count * policy.percentile() + 99) / 100;
        return Duration.ofNanos(Math.max(1, sorted[rank - 1]));
    }

    long sent() {
        return sent.sum();
    }

    long wins() {
        return won.sum();
    }
}
