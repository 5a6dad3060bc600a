package dev.winnow.messaging;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Bounds how much is done at the same time and how much waits for that. A burst may take all places
 * to wait. But where somebody has been waiting, without a break, for as long as one may wait, more
 * comes than can be done: then a long queue makes answers later, not more, and only half as many as
 * are in may wait. That lasts until nobody was refused for a second. Safe to share.
 */
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

    static final long CALM_NANOS = Duration.ofSeconds(1).toNanos();

    private final int maxWaiting;
    private final long burstNanos;
    private final LongSupplier clock;
    private final Permits permits;
    private final ReentrantLock resizing = new ReentrantLock();
    private volatile int concurrency;
    private final AtomicInteger waiting = new AtomicInteger();

    // About overload. Threads may see each other's writes late, or lose one: then a few more or
    // fewer wait for a moment.
    private volatile long queuedSince;
    private volatile boolean overload;
    private volatile long lastRefusal;
    private volatile int overloadRoom;

    Gate(int concurrency, int maxWaiting, Duration maxWait) {
        this(concurrency, maxWaiting, maxWait, System::nanoTime);
    }

    Gate(int concurrency, int maxWaiting, Duration maxWait, LongSupplier clock) {
        this.concurrency = concurrency;
        this.maxWaiting = maxWaiting;
        this.burstNanos = maxWait.toNanos();
        this.clock = clock;
        this.permits = new Permits(concurrency);
    }

    /** Never blocks. */
    Entry tryEnter() {
        // Whoever waits goes first; the untimed tryAcquire would overtake it.
        if (waiting.get() == 0 && permits.tryAcquire()) {
            return Entry.IN;
        }
        long now = clock.getAsLong();
        int place = waiting.incrementAndGet();
        judge(place, now);
        if (place <= room()) {
            return Entry.QUEUED;
        }
        waiting.decrementAndGet();
        lastRefusal = now;
        return Entry.FULL;
    }

    /** Whether this is a burst or an overload. */
    private void judge(int place, long now) {
        if (place == 1) {
            queuedSince = now;
        }
        if (overload && now - lastRefusal > CALM_NANOS) {
            overload = false;
            queuedSince = now;
        } else if (!overload && now - queuedSince > burstNanos) {
            overloadRoom = maxWaiting;
            lastRefusal = now;
            overload = true;
        }
    }

    /** How many may wait now. */
    private int room() {
        if (!overload) {
            return maxWaiting;
        }
        return Math.min(overloadRoom, Math.min(maxWaiting, Math.max(1, concurrency / 2)));
    }

    /** Waits for a turn after {@link Entry#QUEUED}; false when none came in time. */
    boolean await(Duration limit) throws InterruptedException {
        boolean entered = false;
        try {
            entered = permits.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            waiting.decrementAndGet();
            if (!entered && overload) {
                // It should have been refused when it came: handlers are so slow that fewer get a
                // turn in time.
                overloadRoom = Math.min(maxWaiting, Math.max(1, room() / 2));
            }
        }
    }

    void leave() {
        permits.release();
    }

    /** For people: whether there is room. */
    String state() {
        int queued = waiting.get();
        if (queued > 0 && queued >= room()) {
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
