package dev.winnow.messaging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Events that had to wait for an earlier one of their key and went back to the server for a moment.
 * Times are of the owner's clock. Safe to share.
 */
final class SentBack {
    /**
     * One of them.
     *
     * @param times it was sent back
     * @param nanos when it was last
     * @param onlyOurs whether no other process has ever had it, as far as that suspicion goes
     */
    private record Back(String key, int times, long nanos, boolean onlyOurs, long suspicion) {}

    private final Map<Long, Back> all = new ConcurrentHashMap<>();

    void add(Delivery delivery, long nanos, long suspicion) {
        all.compute(
                delivery.sequence(),
                (_, before) -> {
                    boolean known = before != null && before.suspicion() == suspicion;
                    return new Back(
                            delivery.key(),
                            before == null ? 1 : before.times() + 1,
                            nanos,
                            delivery.isOnlyOurs() || (known && before.onlyOurs()),
                            suspicion);
                });
    }

    void remove(long sequence) {
        all.remove(sequence);
    }

    /** How many deliveries of this event were used up by waiting. */
    int times(long sequence) {
        Back back = all.get(sequence);
        return back == null ? 0 : back.times();
    }

    /**
     * Forgets those that another process has ended, or must have: they went before that time, or
     * the server waits for nothing up to the floor.
     */
    void forget(long nanos, long floor) {
        all.entrySet()
                .removeIf(each -> each.getKey() <= floor || each.getValue().nanos() - nanos <= 0);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Whether it went back since that time, so that it comes again soon. */
    boolean isAwaited(long sequence, long since) {
        Back back = all.get(sequence);
        return back != null && back.nanos() - since > 0;
    }

    /** The sequences of the earlier ones of the delivery's key that went back since that time. */
    List<Long> before(Delivery delivery, long since) {
        String key = delivery.key();
        List<Long> before = new ArrayList<>();
        all.forEach((sequence, back) -> {
            if (sequence < delivery.sequence()
                    && back.nanos() - since > 0
                    && back.key().equals(key)) {
                before.add(sequence);
            }
        });
        return before;
    }

    /**
     * The sequences of those that went back since that suspicion.
     *
     * @param onlyOurs without those that another process had before
     */
    Set<Long> since(long suspicion, boolean onlyOurs) {
        Set<Long> sequences = new HashSet<>();
        all.forEach((sequence, back) -> {
            if (back.suspicion() == suspicion && (back.onlyOurs() || !onlyOurs)) {
                sequences.add(sequence);
            }
        });
        return sequences;
    }
}
