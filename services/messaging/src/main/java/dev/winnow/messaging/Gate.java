package dev.winnow.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds how much is done at the same time and how much waits for that. Safe to share. */
final class Gate {
    /** What came of asking. */
    enum Entry {
        /** Go on; {@link Gate#leave} afterwards. */
        IN,
        /** Wait with {@link Gate#await}. */
        QUEUED,
        /** Neither. */
        FULL
    }

    private final int maxWaiting;
    private final Permits permits;
    private final ReentrantLock resizing = new ReentrantLock();
    private volatile int concurrency;
    private final AtomicInteger waiting = new AtomicInteger();

    Gate(int concurrency, int maxWaiting) {
        this.concurrency = concurrency;
        this.maxWaiting = maxWaiting;
        this.permits = new Permits(concurrency);
    }

    /** Never blocks. */
    Entry tryEnter() {
        // Whoever waits goes first; the untimed tryAcquire would overtake it.
        if (waiting.get() == 0 && permits.tryAcquire()) {
            return Entry.IN;
        }
        if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Entry.FULL;
        }
        return Entry.QUEUED;
    }

    /** Waits for a turn after {@link Entry#QUEUED}; false when none came in time. */
    boolean await(Duration limit) throws InterruptedException {
        try {
            return permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave() {
        permits.release();
    }

    /** For people: whether there is room. */
    String state() {
        int queued = waiting.get();
        if (queued > 0 && queued >= maxWaiting) {
            return "full";
        }
        return permits.availablePermits() > 0 ? PolicyStatus.OK : "busy";
    }

    /** From now on so many; who is in stays in. */
    void resize(int limit) {
        if (limit == concurrency) {
            return;
        }
        resizing.lock();
        try {
            int change = limit - concurrency;
            concurrency = limit;
            if (change > 0) {
                permits.release(change);
            } else if (change < 0) {
                permits.reduce(-change);
            }
        } finally {
            resizing.unlock();
        }
    }

    /** How many are in. */
    int entered() {
        return concurrency - permits.availablePermits();
    }

    /** How many may be in at the same time. */
    int limit() {
        return concurrency;
    }

    int waiting() {
        return waiting.get();
    }

    /** Fair, and its number can be made smaller. */
    private static final class Permits extends Semaphore {
        private static final long serialVersionUID = 1L;

        Permits(int count) {
            super(count, true);
        }

        void reduce(int by) {
            reducePermits(by);
        }
    }
}
