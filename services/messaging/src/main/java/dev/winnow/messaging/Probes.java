package dev.winnow.messaging;

import dev.failsafe.CircuitBreaker;

/**
 * Permits of a circuit breaker that several threads ask at the same moment.
 *
 * <p>The library's open breaker looks at its time and then turns half open, in two steps. Between
 * them another thread may have turned it half open, probed, failed and opened it again: it would be
 * half open once more at once, with room for probes that belong to the next time. When many wait
 * for the same moment that happens often. So those who ask take turns while it is not closed.
 */
final class Probes {
    private Probes() {}

    /** A closed circuit's permit costs no lock. */
    static boolean permit(CircuitBreaker<Object> breaker) {
        if (breaker.isClosed()) {
            return breaker.tryAcquirePermit();
        }
        synchronized (breaker) {
            return breaker.tryAcquirePermit();
        }
    }
}
