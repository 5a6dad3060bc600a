package dev.winnow.screening.application;

import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/**
 * Stands between the use cases and the roles and ends everything at the Nth point: before and after
 * each call, as a process that is killed there would.
 */
final class CrashPoints implements Workflows, ScreeningEvents, Transactions, TimeLimits {
    /** The process is gone; nobody catches it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final MemoryStore store;
    private int pointsLeft = Integer.MAX_VALUE;

    CrashPoints(MemoryStore store) {
        this.store = store;
    }

    /** Ends at the Nth point from now, from 1. */
    void arm(int point) {
        pointsLeft = point;
    }

    void disarm() {
        pointsLeft = Integer.MAX_VALUE;
    }

    private void point() {
        if (--pointsLeft == 0) {
            throw new Killed();
        }
    }

    private <T> T around(Supplier<T> call) {
        point();
        T result = call.get();
        point();
        return result;
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        return around(() -> store.inOne(work));
    }

    @Override
    public boolean start(Claim claim, Duration lease) {
        return around(() -> store.start(claim, lease));
    }

    @Override
    public List<Claim> takeDue(int limit, Duration lease) {
        return around(() -> store.takeDue(limit, lease));
    }

    @Override
    public boolean postpone(Claim claim, List<CheckResult> made, Duration wait) {
        return around(() -> store.postpone(claim, made, wait));
    }

    @Override
    public boolean complete(Claim claim, ScreeningResult result) {
        return around(() -> store.complete(claim, result));
    }

    @Override
    public Lookup find(String applicationId) {
        return store.find(applicationId);
    }

    @Override
    public void started(String applicationId, Instant at) {
        point();
        store.started(applicationId, at);
        point();
    }

    @Override
    public void completed(ScreeningResult result) {
        point();
        store.completed(result);
        point();
    }

    @Override
    public void rescreened(Revision revision, Decision previous) {
        point();
        store.rescreened(revision, previous);
        point();
    }

    @Override
    public void within(Duration limit, Runnable work) {
        work.run();
    }

    @Override
    public <T> List<Done<T>> together(Duration limit, List<Callable<T>> tasks) {
        point();
        List<Done<T>> all = tasks.stream().map(CrashPoints::done).toList();
        point();
        return all;
    }

    private static <T> Done<T> done(Callable<T> task) {
        try {
            return new Done.Value<>(task.call());
        } catch (Exception e) {
            return new Done.Failure<>(e); // as a fan-out that collects hands it over
        }
    }
}
