package dev.winnow.datastore;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keys whose next event could not be published: they wait, each with its own backoff, so that they
 * do not fill the batches of the others. Used by the relay's thread only.
 */
final class FailingKeys {
    private static final int CAPACITY = 1000;
    private static final Duration FIRST = Duration.ofMillis(200);

    /** A stream whose leader is lost takes nothing for seconds, and all at once when it has one. */
    private static final Duration LONGEST = Duration.ofMillis(800);

    private final Map<String, Wait> waits = new HashMap<>();

    private record Wait(Duration span, long untilNanos) {}

    /** The keys to leave alone for now. */
    List<String> waiting(long nowNanos) {
        return waits.entrySet().stream()
                .filter(entry -> entry.getValue().untilNanos() - nowNanos > 0)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** How long until the first of them may be tried again, at most so long. */
    Duration untilNext(long nowNanos, Duration most) {
        return waits.values().stream()
                .map(wait -> Duration.ofNanos(wait.untilNanos() - nowNanos))
                .filter(left -> left.isPositive() && left.compareTo(most) < 0)
                .min(Comparator.naturalOrder())
                .orElse(most);
    }

    void failed(String key, long nowNanos) {
        Wait before = waits.get(key);
        if (before == null && waits.size() >= CAPACITY) {
            return; // so many failing at once are one failure: the relay's own backoff covers it
        }
        Duration span = before == null ? FIRST : before.span().multipliedBy(2);
        Duration bounded = span.compareTo(LONGEST) > 0 ? LONGEST : span;
        waits.put(key, new Wait(bounded, nowNanos + bounded.toNanos()));
    }

    void published(String key) {
        waits.remove(key);
    }
}
