package dev.winnow.messaging;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends waits whose deadline has come, on one thread for all of them. It sleeps until the earliest
 * one that it knows of; a wait that ends by itself costs it nothing, since it finds out when it
 * looks the next time. Safe to share.
 */
final class Expiry implements Runnable {
    /** One that waits. */
    interface Expiring {
        Deadline deadline();

        /** Its deadline has come; must not block. */
        void expire();
    }

    private static final long NOTHING = Long.MAX_VALUE;

    private final Collection<? extends Expiring> waiting;
    private final long origin = System.nanoTime();
    private final AtomicLong wakeAt = new AtomicLong(NOTHING);
    private final Thread thread;
    private volatile boolean ended;

    /**
     * @param waiting a concurrent view of whoever waits
     */
    Expiry(Collection<? extends Expiring> waiting) {
        this.waiting = waiting;
        this.thread = Thread.ofPlatform().daemon().name("nats-expiry").unstarted(this);
    }

    void start() {
        thread.start();
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    /** There is one more that waits, until then. */
    void expect(Deadline deadline) {
        long at = deadline.atNanos() - origin;
        long known = wakeAt.get();
        while (at < known) {
            if (wakeAt.compareAndSet(known, at)) {
                LockSupport.unpark(thread);
                return;
            }
            known = wakeAt.get();
        }
    }

    @Override
    public void run() {
        while (!ended) {
            long now = System.nanoTime() - origin;
            long next = wakeAt.get();
            if (next == NOTHING) {
                LockSupport.park(this);
            } else if (next > now) {
                LockSupport.parkNanos(this, next - now);
            } else {
                look(now);
            }
        }
    }

    private void look(long now) {
        // Before the look: whoever comes during it says so itself.
        wakeAt.set(NOTHING);
        for (Expiring each : waiting) {
            if (each.deadline().atNanos() - origin <= now) {
                each.expire();
            } else {
                expect(each.deadline());
            }
        }
    }
}
