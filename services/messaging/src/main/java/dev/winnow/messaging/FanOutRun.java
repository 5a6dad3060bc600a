package dev.winnow.messaging;

import dev.winnow.messaging.FanOut.Result;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One fan-out: as many workers as may run at the same time, each taking the next task. The result
 * of a task is set once: by its worker, or as a failure when the time was up.
 */
final class FanOutRun<T> {
    /** How long interrupted tasks get to notice before the caller goes on without them. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final List<? extends Callable<? extends T>> tasks;
    private final boolean failFast;
    private final AtomicReferenceArray<Result<T>> results;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();
    private final List<Thread> workers = new ArrayList<>();
    private final CountDownLatch working;
    private final Optional<Deadline> deadline = Deadline.current();
    private final Context trace = Context.current();
    private volatile boolean cancelled;

    FanOutRun(int limit, List<? extends Callable<? extends T>> tasks, boolean failFast) {
        Limits.atLeast("limit", limit, 1);
        this.tasks = List.copyOf(tasks);
        this.failFast = failFast;
        this.results = new AtomicReferenceArray<>(tasks.size());
        int count = Math.min(limit, tasks.size());
        this.working = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            workers.add(Thread.ofVirtual().name("fan-out-", i).unstarted(this::work));
        }
    }

    List<T> values() throws Exception {
        List<T> values = new ArrayList<>(tasks.size());
        for (Result<T> result : results()) {
            if (result instanceof Result.Success<T>(T value)) {
                values.add(value);
            }
        }
        Throwable failure = firstFailure.get();
        return switch (failure) {
            case null -> values;
            case Exception e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a task failed", failure);
        };
    }

    List<Result<T>> results() throws InterruptedException {
        workers.forEach(Thread::start);
        try {
            if (!await()) {
                cancel();
                working.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            cancel();
            throw e;
        }
        List<Result<T>> all = new ArrayList<>(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            Result<T> unfinished = new Result.Failure<>(unfinished());
            results.compareAndSet(i, null, unfinished);
            Result<T> result = results.get(i);
            if (result instanceof Result.Failure<T>(Throwable cause)) {
                firstFailure.compareAndSet(null, cause);
            }
            all.add(result);
        }
        return all;
    }

    private boolean await() throws InterruptedException {
        if (deadline.isEmpty()) {
            working.await();
            return true;
        }
        return working.await(deadline.get().remainingNanos(), TimeUnit.NANOSECONDS);
    }

    private Throwable unfinished() {
        Throwable first = firstFailure.get();
        return first != null && failFast
                ? first
                : new DeadlineExceededException("the time for the fan-out was up");
    }

    private void cancel() {
        cancelled = true;
        workers.forEach(Thread::interrupt);
    }

    private void work() {
        try {
            for (int i = next.getAndIncrement();
                    i < tasks.size() && !cancelled;
                    i = next.getAndIncrement()) {
                finish(i, attempt(tasks.get(i)));
            }
        } finally {
            working.countDown();
        }
    }

    private void finish(int index, Result<T> result) {
        boolean counted = results.compareAndSet(index, null, result);
        if (counted && failFast && result instanceof Result.Failure<T>(Throwable cause)) {
            if (firstFailure.compareAndSet(null, cause)) {
                cancel();
            }
        }
    }

    private Result<T> attempt(Callable<? extends T> task) {
        try {
            Callable<T> traced = trace.wrap((Callable<T>) task::call);
            T value = deadline.isPresent() ? deadline.get().call(traced) : traced.call();
            return new Result.Success<>(value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Result.Failure<>(e);
        } catch (Throwable e) { // handed to the caller, whatever it is
            return new Result.Failure<>(e);
        }
    }
}
