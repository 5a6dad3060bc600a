package dev.winnow.localservers;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits, with a limit, for something that another thread or process does. Nothing here is right
 * because enough time went by: the condition itself is looked at, every few milliseconds.
 */
public final class Eventually {
    private static final long PAUSE_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @throws AssertionError when it does not within the limit; with the last exception of the
     *     condition as the cause, if there was one
     */
    public static void that(Duration limit, Callable<Boolean> condition) {
        that(limit, () -> "the condition", condition);
    }

    /** As {@link #that(Duration, Callable)}, naming what was waited for when it fails. */
    public static void that(Duration limit, Supplier<String> what, Callable<Boolean> condition) {
        long end = System.nanoTime() + limit.toNanos();
        Throwable last = null;
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception | AssertionError e) {
                last = e;
            }
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                throw new AssertionError(what.get() + " did not hold within " + limit, last);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
