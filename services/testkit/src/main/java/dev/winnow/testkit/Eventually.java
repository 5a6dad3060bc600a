package dev.winnow.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits, with a limit, for something that another thread or process does. */
public final class Eventually {
    private Eventually() {}

    /**
     * Returns as soon as the condition holds; an exception in it means not yet.
     *
     * @throws AssertionError when it does not within the limit
     */
    public static void that(Duration limit, Callable<Boolean> condition) {
        dev.winnow.localservers.Eventually.that(limit, condition);
    }

    /** As {@link #that(Duration, Callable)}, naming what was waited for when it fails. */
    public static void that(Duration limit, Supplier<String> what, Callable<Boolean> condition) {
        dev.winnow.localservers.Eventually.that(limit, what, condition);
    }
}
