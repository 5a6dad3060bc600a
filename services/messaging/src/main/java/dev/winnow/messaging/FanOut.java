package dev.winnow.messaging;

import java.util.List;
import java.util.concurrent.Callable;

/**
 * Does many things at once, at most so many at the same time, on virtual threads. The current
 * {@link Deadline} and trace context are in force in each task; when the deadline comes, what is
 * not done is interrupted and fails with {@link DeadlineExceededException}.
 */
public final class FanOut {
    private FanOut() {}

    /** What became of one task. */
    public sealed interface Result<T> {
        record Success<T>(T value) implements Result<T> {}

        record Failure<T>(Throwable cause) implements Result<T> {}
    }

    /**
     * All values in the order of the tasks; the first failure interrupts the rest and is thrown.
     *
     * @throws InterruptedException when the caller is interrupted; the tasks are, too
     * @throws Exception the first failure, as the task threw it
     */
    public static <T> List<T> failFast(int limit, List<? extends Callable<? extends T>> tasks)
            throws Exception {
        return new FanOutRun<T>(limit, tasks, true).values();
    }

    /**
     * What became of each task, in their order.
     *
     * @throws InterruptedException when the caller is interrupted; the tasks are, too
     */
    public static <T> List<Result<T>> collect(
            int limit, List<? extends Callable<? extends T>> tasks) throws InterruptedException {
        return new FanOutRun<T>(limit, tasks, false).results();
    }
}
