package dev.winnow.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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

    private final int concurrency;
    private final int maxWaiting;
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();

    Gate(int concurrency, int maxWaiting) {
        this.concurrency = concurrency;
        this.maxWaiting = maxWaiting;
        this.permits = new Semaphore(concurrency, true);
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

    /** How many may be in at the same time. */
    int limit() {
        return concurrency;
    }

    int waiting() {
        return waiting.get();
    }
}
