package dev.winnow.localservers;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** A toll that counts, acts on some of what it counts, and says whether it has. Thread-safe. */
public final class CountingToll implements Toll {
    private final int first;
    private final int last;
    private final Predicate<Unit> which;
    private final Function<Unit, Verdict> action;
    private final AtomicInteger seen = new AtomicInteger();
    private final CountDownLatch fired = new CountDownLatch(1);

    CountingToll(int first, int last, Predicate<Unit> which, Function<Unit, Verdict> action) {
        if (first < 1) {
            throw new IllegalArgumentException("units are counted from 1, not " + first);
        }
        this.first = first;
        this.last = last;
        this.which = which;
        this.action = action;
    }

    @Override
    public Verdict pass(Unit unit) {
        if (!which.test(unit)) {
            return Verdict.FORWARD;
        }
        int number = seen.incrementAndGet();
        if (number < first || number > last) {
            return Verdict.FORWARD;
        }
        try {
            return action.apply(unit);
        } finally {
            fired.countDown();
        }
    }

    /** Whether it has acted, and its action has returned, at least once. */
    public boolean fired() {
        return fired.getCount() == 0;
    }

    /** Whether it has acted by the end of the time. */
    public boolean awaitFired(Duration limit) throws InterruptedException {
        return fired.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How many units passed the test, forwarded ones too. */
    public int seen() {
        return seen.get();
    }
}
