package dev.winnow.messaging;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * For work that keeps a processor busy for longer than some milliseconds. Handlers run on virtual
 * threads, of which only so many are carried at a time as there are processors, and none gives way
 * to another before it waits: a few that compute for seconds would hold up every other request. So
 * such work is done on a thread of the operating system, which shares the processors fairly; what
 * it does in parallel, by streams, is done by half as many threads as there are processors, and not
 * by the pool that takes them all.
 */
public final class LongWork {
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private LongWork() {}

    /**
     * Does the work on a thread of its own, with the current {@link Deadline} and trace context,
     * and waits for it. The caller has the limit: each call under way is some threads more. When
     * the caller is interrupted, the work is too, and its outcome is waited for nevertheless.
     *
     * @param name of the thread
     * @return what the work returns; what it throws is thrown
     */
    public static <T> T call(String name, Supplier<T> work) {
        Optional<Deadline> deadline = Deadline.current();
        Context trace = Context.current();
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        FutureTask<T> task =
                new FutureTask<>(() -> {
                    worker.set(Thread.currentThread());
                    try (Scope _ = trace.makeCurrent()) {
                        return deadline.isPresent() ? deadline.get().call(work::get) : work.get();
                    }
                });
        try (ForkJoinPool pool = new ForkJoinPool(THREADS, named(name), null, false)) {
            pool.execute(task);
            return outcome(task, worker);
        }
    }

    private static ForkJoinPool.ForkJoinWorkerThreadFactory named(String name) {
        return pool -> {
            ForkJoinWorkerThread thread =
                    ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
            thread.setName(name);
            return thread;
        };
    }

    private static <T> T outcome(FutureTask<T> task, AtomicReference<@Nullable Thread> worker) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    Thread at = worker.get();
                    if (at != null) {
                        at.interrupt();
                    }
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
