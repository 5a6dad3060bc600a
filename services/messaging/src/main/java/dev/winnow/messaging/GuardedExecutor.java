package dev.winnow.messaging;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs tasks of the NATS library and notices when one ends by a throwable, which the library itself
 * would not: it leaves the failure in a future that nobody looks at. Safe to share.
 */
final class GuardedExecutor extends AbstractExecutorService {
    /** Told of a death, on the thread that died. */
    interface Obituary {
        /**
         * A task ended by a throwable.
         *
         * @param run which of this executor's tasks it was; compare with {@link #runs()} to see
         *     whether another one has begun since
         */
        void died(GuardedExecutor executor, long run, Throwable cause);
    }

    private final String name;
    private final ExecutorService threads;
    private final Obituary obituary;
    private final AtomicLong runs = new AtomicLong();

    GuardedExecutor(String name, Obituary obituary) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(name + "-", 1).factory();
        this.name = name;
        this.threads = Executors.newCachedThreadPool(factory);
        this.obituary = obituary;
    }

    String name() {
        return name;
    }

    /** How many tasks have begun. */
    long runs() {
        return runs.get();
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
        return new FutureTask<>(guarded(task), value);
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            long run = runs.incrementAndGet();
            try {
                task.run();
            } catch (Throwable cause) {
                obituary.died(this, run, cause);
                throw cause;
            }
        };
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
