package dev.winnow.messaging;

import java.time.Duration;

/**
 * How a client calls. A request is sent again only when its contract is idempotent or when it
 * certainly was not executed, and never past the deadline.
 *
 * @param timeout for the whole call, all attempts together; zero, the default, means the contract's
 *     deadline
 * @param maxAttempts the first one included; default 3
 * @param backoff before the second attempt, doubled for each further one; the wait is drawn at
 *     random between nothing and that (full jitter); default 50 ms
 * @param maxBackoff the most it is doubled to; default 1 s
 * @param circuit when to stop calling
 * @param bulkhead how many calls may be under way at the same time; default 256
 */
public record CallPolicy(
        Duration timeout,
        int maxAttempts,
        Duration backoff,
        Duration maxBackoff,
        CircuitPolicy circuit,
        int bulkhead) {
    public CallPolicy {
        Limits.notNegative("timeout", timeout);
        Limits.atLeast("maxAttempts", maxAttempts, 1);
        Limits.positive("backoff", backoff);
        Limits.positive("maxBackoff", maxBackoff);
        Limits.atLeast("bulkhead", bulkhead, 1);
    }

    public static CallPolicy ofDefaults() {
        return new CallPolicy(
                Duration.ZERO,
                3,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                CircuitPolicy.ofDefaults(),
                256);
    }

    public CallPolicy withTimeout(Duration value) {
        return new CallPolicy(value, maxAttempts, backoff, maxBackoff, circuit, bulkhead);
    }

    public CallPolicy withMaxAttempts(int value) {
        return new CallPolicy(timeout, value, backoff, maxBackoff, circuit, bulkhead);
    }

    public CallPolicy withBackoff(Duration value) {
        return new CallPolicy(timeout, maxAttempts, value, maxBackoff, circuit, bulkhead);
    }

    public CallPolicy withMaxBackoff(Duration value) {
        return new CallPolicy(timeout, maxAttempts, backoff, value, circuit, bulkhead);
    }

    public CallPolicy withCircuit(CircuitPolicy value) {
        return new CallPolicy(timeout, maxAttempts, backoff, maxBackoff, value, bulkhead);
    }

    public CallPolicy withBulkhead(int value) {
        return new CallPolicy(timeout, maxAttempts, backoff, maxBackoff, circuit, value);
    }
}
