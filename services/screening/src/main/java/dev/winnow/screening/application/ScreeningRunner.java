package dev.winnow.screening.application;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs screenings, at most so many at the same time. Who wants one run takes a permit first and
 * waits for it, which is what keeps new work away while there is enough. Safe to share.
 */
public final class ScreeningRunner {
    private final RunScreening screening;
    private final TimeLimits limits;
    private final Duration runLimit;
    private final Executor threads;
    private final Observer observer;
    private final int concurrency;
    private final Semaphore permits;
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    /**
     * @param runLimit the most one attempt may take; shorter than a claim's lease
     * @param threads starts each task on a thread of its own
     */
    public ScreeningRunner(
            RunScreening screening,
            TimeLimits limits,
            Duration runLimit,
            int concurrency,
            Executor threads,
            Observer observer) {
        this.screening = screening;
        this.limits = limits;
        this.runLimit = runLimit;
        this.concurrency = concurrency;
        this.permits = new Semaphore(concurrency);
        this.threads = threads;
        this.observer = observer;
    }

    /** Waits for a permit; {@link #run} or {@link #release} gives it back. */
    public void acquire() throws InterruptedException {
        permits.acquire();
    }

    /** Waits for a permit for a while, and takes with it up to that many that are free then. */
    int acquireSome(int most, Duration wait) throws InterruptedException {
        if (!permits.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            return 0;
        }
        int taken = 1;
        while (taken < most && permits.tryAcquire()) {
            taken++;
        }
        return taken;
    }

    public void release() {
        permits.release();
    }

    void release(int count) {
        permits.release(count);
    }

    /** How many are running just now. */
    public int busy() {
        return concurrency - permits.availablePermits();
    }

    /** Runs it on a thread of its own; the caller's permit is given back at the end. */
    public void run(Claim claim) {
        boolean started = false;
        try {
            threads.execute(() -> runHere(claim));
            started = true;
        } finally {
            if (!started) {
                permits.release();
            }
        }
    }

    /**
     * Waits for what is running, and interrupts it when the time is up; then leases run out and
     * others go on.
     */
    public void finish(Duration limit) {
        try {
            if (!permits.tryAcquire(concurrency, limit.toMillis(), TimeUnit.MILLISECONDS)) {
                observer.leftToOthers(running.size());
                running.forEach(Thread::interrupt);
            } else {
                permits.release(concurrency);
            }
        } catch (InterruptedException e) {
            running.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }

    private void runHere(Claim claim) {
        Thread self = Thread.currentThread();
        running.add(self);
        try {
            limits.within(runLimit, () -> attempt(claim));
        } finally {
            running.remove(self);
            permits.release();
        }
    }

    private void attempt(Claim claim) {
        try {
            observer.ended(claim, screening.run(claim));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The lease runs out and the sweeper takes it up again: nothing is lost.
            observer.brokeOff(claim, e);
        }
    }
}
