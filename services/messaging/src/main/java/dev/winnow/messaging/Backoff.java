package dev.winnow.messaging;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Doubles from a first span to a longest one, with full jitter: anything from zero up to it. */
final class Backoff {
    private Backoff() {}

    /**
     * @param tries how many have failed, from 1
     */
    static Duration jittered(Duration first, Duration longest, int tries) {
        int doublings = Math.min(Math.max(0, tries - 1), 40);
        long most =
                Math.min(
                        longest.toNanos(),
                        (long) Math.min(first.toNanos() * Math.pow(2, doublings), 1e18));
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most + 1));
    }
}
