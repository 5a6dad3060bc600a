package dev.winnow.localservers;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sees each unit before a {@link FaultProxy} forwards it, and decides what becomes of it. Units of
 * one connection and direction come one after the other; those of others at the same moment, so it
 * must be safe for use by several threads. It may block: only what follows on that way waits. When
 * it throws, the connection is closed.
 */
@FunctionalInterface
public interface Toll {
    /**
     * @param unit to be read before this returns: its bytes are those of a buffer that is used
     *     again
     */
    Verdict pass(Unit unit);

    /** The nth, counted from 1, of those units that pass the test; all else is forwarded. */
    static CountingToll nth(int n, Predicate<Unit> which, Verdict verdict) {
        return nth(n, which, _ -> verdict);
    }

    /** As {@link #nth(int, Predicate, Verdict)}; something is done first, which may block. */
    static CountingToll nth(int n, Predicate<Unit> which, Function<Unit, Verdict> action) {
        return new CountingToll(n, n, which, action);
    }

    /** Every unit that passes the test; all else is forwarded. */
    static CountingToll each(Predicate<Unit> which, Verdict verdict) {
        return new CountingToll(1, Integer.MAX_VALUE, which, _ -> verdict);
    }
}
