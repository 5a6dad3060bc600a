package dev.winnow.screening.application;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Work that may take only so long, alone and side by side. */
public interface TimeLimits {
    /** Does the work; calls and statements in it get no more than the limit. */
    void within(Duration limit, Runnable work);

    /**
     * Does all tasks at the same time, at most for the limit; what is not done by then has failed.
     *
     * @return what became of each, in their order
     * @throws InterruptedException when the caller is interrupted
     */
    <T> List<Done<T>> together(Duration limit, List<Callable<T>> tasks) throws InterruptedException;

    /** What became of a task. */
    sealed interface Done<T> {
        record Value<T>(T value) implements Done<T> {}

        record Failure<T>(Throwable cause) implements Done<T> {}
    }
}
