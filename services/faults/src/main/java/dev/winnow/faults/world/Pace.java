package dev.winnow.faults.world;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Spreads what several threads do evenly over time. Safe for use by several threads. */
final class Pace {
    private final long gapNanos;
    private long next = System.nanoTime();

    Pace(int perSecond) {
        this.gapNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** Returns when it is the caller's turn; a time that was missed is not made up for. */
    void await() {
        long mine = take();
        for (long left = mine - System.nanoTime(); left > 0; left = mine - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private synchronized long take() {
        long now = System.nanoTime();
        next = Math.max(next + gapNanos, now);
        return next;
    }
}
