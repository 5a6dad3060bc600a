package dev.winnow.messaging;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Counts what is under way, and lets one thread wait until nothing is. Safe to share. */
final class InFlight {
    private final AtomicInteger count = new AtomicInteger();
    private volatile @Nullable Thread waiter;

    void enter() {
        count.incrementAndGet();
    }

    void leave() {
        if (count.decrementAndGet() == 0) {
            LockSupport.unpark(waiter);
        }
    }

    int count() {
        return count.get();
    }

    /** False when the deadline came first, or the thread was interrupted. One waiter at a time. */
    boolean awaitNone(Deadline limit) {
        waiter = Thread.currentThread();
        try {
            while (count.get() > 0 && !limit.expired()) {
                if (Thread.currentThread().isInterrupted()) {
                    return false;
                }
                LockSupport.parkNanos(this, limit.remainingNanos());
            }
            return count.get() == 0;
        } finally {
            waiter = null;
        }
    }
}
