package dev.winnow.faults.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for things that happen elsewhere. Stateless. */
public final class Waiting {
    /** Each look costs SQL, a metrics page or a question to the server, of the same machine. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Waiting() {}

    /**
     * @param what is waited for, in the words of a failure
     * @return how long it took
     * @throws IllegalStateException when it does not come within the limit
     */
    public static Duration until(Duration limit, Supplier<String> what, BooleanSupplier holds) {
        long began = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - began > limit.toNanos()) {
                throw new IllegalStateException(
                        "waited " + limit.toSeconds() + " s in vain: " + what.get());
            }
            pause(PAUSE);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Lets time pass: a fault lasts so long. */
    public static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("interrupted");
            }
            LockSupport.parkNanos(left);
        }
    }
}
