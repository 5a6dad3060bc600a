package dev.winnow.messaging;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * For work that keeps a processor busy for longer than some milliseconds. Handlers run on virtual
 * threads, of which only so many are carried at a time as there are processors, and none gives way
 * to another before it waits: a few that compute for seconds would hold up every other request. So
 * such work is done on a thread of the operating system, which shares the processors fairly.
 */
public final class LongWork {
    private LongWork() {}

    /**
     * Does the work on a thread of its own, with the current {@link Deadline} and trace context,
     * and waits for it. The caller has the limit: each call under way is one thread more. When the
     * caller is interrupted, the work is too, and its outcome is waited for nevertheless.
     *
     * @param name of the thread
     * @return what the work returns; what it throws is thrown
     */
    public static <T> T call(String name, Supplier<T> work) {
        Optional<Deadline> deadline = Deadline.current();
        Context trace = Context.current();
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    try (Scope _ = trace.makeCurrent()) {
                        return deadline.isPresent() ? deadline.get().call(work::get) : work.get();
                    }
                });
        return outcome(task, Thread.ofPlatform().daemon().name(name).start(task));
    }

    private static <T> T outcome(FutureTask<T> task, Thread thread) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    thread.interrupt();
                }
            }
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As the work threw it; an Error at once. */
    private static RuntimeException rethrown(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException own -> own;
            case Error own -> throw own;
            case null, default -> new IllegalStateException("the work failed", e);
        };
    }
}
