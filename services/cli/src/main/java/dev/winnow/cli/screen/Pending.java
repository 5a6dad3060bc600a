package dev.winnow.cli.screen;

import dev.winnow.contracts.applications.ApplicationSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The applications that are under way: submitted, or about to be, and not decided. Their number is
 * limited, so that a large file does not become a large queue in the services. Safe to share.
 */
final class Pending {
    private final int limit;
    private final long patienceNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Tracked> undecided = new HashMap<>();
    private long lastProgress = System.nanoTime();
    private long events;
    private int submitted;
    private int decided;

    /**
     * @param patience how long nothing at all may happen before waiting is given up
     */
    Pending(int limit, Duration patience) {
        this.limit = limit;
        this.patienceNanos = patience.toNanos();
    }

    /** How far it is. */
    record Count(int submitted, int decided) {}

    /**
     * Announces a row that is about to be submitted; waits while there are too many, and while an
     * earlier row of the same reference is on its way, so that the first in the file wins.
     *
     * @return null when nothing has happened for too long
     */
    @Nullable Tracked begin(String reference) throws InterruptedException {
        lock.lock();
        try {
            while (undecided.size() >= limit || isOnItsWay(reference)) {
                if (!awaitProgress()) {
                    return null;
                }
            }
            return undecided.computeIfAbsent(reference, r -> new Tracked(r, System.nanoTime()));
        } finally {
            lock.unlock();
        }
    }

    private boolean isOnItsWay(String reference) {
        Tracked earlier = undecided.get(reference);
        return earlier != null && earlier.applicationId() == null;
    }

    /** The service has taken it, and says where it stands. */
    void submitted(Tracked tracked, ApplicationSummary summary) {
        lock.lock();
        try {
            submitted++;
            tracked.submitted(summary.applicationId());
            if (tracked.outcome() == null) {
                Outcome.of(summary).ifPresent(outcome -> end(tracked, outcome));
            } else {
                // The news of its decision was quicker than the answer.
                undecided.remove(tracked.reference(), tracked);
            }
            progress();
        } finally {
            lock.unlock();
        }
    }

    /** The row will not become an application; another row of its reference may have. */
    void abandoned(Tracked tracked) {
        lock.lock();
        try {
            if (tracked.applicationId() == null) {
                undecided.remove(tracked.reference(), tracked);
            }
            progress();
        } finally {
            lock.unlock();
        }
    }

    /** News of a decision; of references that are not under way, it is none of our business. */
    void decided(String reference, Outcome outcome) {
        lock.lock();
        try {
            Tracked tracked = undecided.get(reference);
            if (tracked != null && tracked.outcome() == null) {
                end(tracked, outcome);
                progress();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Tracked tracked, Outcome outcome) {
        tracked.decided(outcome);
        decided++;
        if (tracked.applicationId() != null) {
            undecided.remove(tracked.reference(), tracked);
        }
    }

    /** Ids of those that were not heard of for so long; to be asked about counts as hearing. */
    List<String> silent(Duration quiet, int most) {
        lock.lock();
        try {
            long now = System.nanoTime();
            List<String> ids = new ArrayList<>();
            for (Tracked tracked : undecided.values()) {
                String id = tracked.applicationId();
                if (id != null && now - tracked.lookedAt() > quiet.toNanos()) {
                    tracked.lookedAt(now);
                    ids.add(id);
                    if (ids.size() >= most) {
                        break;
                    }
                }
            }
            return ids;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all are decided; false when nothing has happened for too long. */
    boolean awaitAll() throws InterruptedException {
        lock.lock();
        try {
            while (!undecided.isEmpty()) {
                if (!awaitProgress()) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    Count count() {
        lock.lock();
        try {
            return new Count(submitted, decided);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until anything happens; false when nothing has for too long. */
    private boolean awaitProgress() throws InterruptedException {
        long seen = events;
        while (seen == events) {
            long left = patienceNanos - (System.nanoTime() - lastProgress);
            if (left <= 0) {
                return false;
            }
            changed.awaitNanos(left);
        }
        return true;
    }

    private void progress() {
        lastProgress = System.nanoTime();
        events++;
        changed.signalAll();
    }
}
