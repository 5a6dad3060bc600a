package dev.winnow.faults.world;

import dev.winnow.messaging.CallException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What came of calls: how many were accepted, and how the others failed. Safe for use by several
 * threads.
 */
public final class Counts {
    private final LongAdder accepted = new LongAdder();
    private final Map<String, LongAdder> failed = new ConcurrentHashMap<>();

    void accepted() {
        accepted.increment();
    }

    void failed(CallException failure) {
        String kind = failure.getClass().getSimpleName().replace("Exception", "");
        failed.computeIfAbsent(kind, _ -> new LongAdder()).increment();
    }

    public long acceptances() {
        return accepted.sum();
    }

    /** By kind, as in {@code OutcomeUnknown}. */
    public Map<String, Long> failures() {
        Map<String, Long> sums = new TreeMap<>();
        failed.forEach((kind, count) -> sums.put(kind, count.sum()));
        return sums;
    }

    @Override
    public String toString() {
        return acceptances() + " accepted, not accepted at first " + failures();
    }
}
