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
 * @param retryBudget how many further attempts all calls may make together; default 20 % of the
 *     calls, and 10 a second
 * @param circuit when to stop calling
 * @param bulkhead how many calls may be under way at the same time; default 256
 * @param rateLimit how many requests may be sent in each second, further attempts included; 0, the
 *     default, means no limit
 * @param hedge whether a second request is sent when the first takes long; default off
 */
public record CallPolicy(
        Duration timeout,
        int maxAttempts,
        Duration backoff,
        Duration maxBackoff,
        BudgetPolicy retryBudget,
        CircuitPolicy circuit,
        int bulkhead,
        int rateLimit,
        HedgePolicy hedge) {
    public CallPolicy {
        Limits.notNegative("timeout", timeout);
        Limits.atLeast("maxAttempts", maxAttempts, 1);
        Limits.positive("backoff", backoff);
        Limits.positive("maxBackoff", maxBackoff);
        Limits.atLeast("bulkhead", bulkhead, 1);
        Limits.atLeast("rateLimit", rateLimit, 0);
    }

    public static CallPolicy ofDefaults() {
        return new CallPolicy(
                Duration.ZERO,
                3,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                BudgetPolicy.ofDefaults(),
                CircuitPolicy.ofDefaults(),
                256,
                0,
                HedgePolicy.off());
    }

    public CallPolicy withTimeout(Duration value) {
        return new CallPolicy(
                value,
                maxAttempts,
                backoff,
                maxBackoff,
                retryBudget,
                circuit,
                bulkhead,
                rateLimit,
                hedge);
    }

    public CallPolicy withMaxAttempts(int value) {
        return new CallPolicy(
                timeout,
                value,
                backoff,
                maxBackoff,
                retryBudget,
                circuit,
                bulkhead,
                rateLimit,
                hedge);
    }

    public CallPolicy withBackoff(Duration value) {
        return new CallPolicy(
                timeout,
                maxAttempts,
                value,
                maxBackoff,
                retryBudget,
                circuit,
                bulkhead,
                rateLimit,
                hedge);
    }

    public CallPolicy withMaxBackoff(Duration value) {
        return new CallPolicy(
                timeout,
                maxAttempts,
                backoff,
                value,
                retryBudget,
                circuit,
                bulkhead,
                rateLimit,
                hedge);
    }

    public CallPolicy withRetryBudget(BudgetPolicy value) {
        return new CallPolicy(
                timeout,
                maxAttempts,
                backoff,
                maxBackoff,
                value,
                circuit,
                bulkhead,
                rateLimit,
                hedge);
    }

    public CallPolicy withCircuit(CircuitPolicy value) {
        return new CallPolicy(
                timeout,
                maxAttempts,
                backoff,
                maxBackoff,
                retryBudget,
                value,
                bulkhead,
                rateLimit,
                hedge);
    }

    public CallPolicy withBulkhead(int value) {
        return new CallPolicy(
                timeout,
                maxAttempts,
                backoff,
                maxBackoff,
                retryBudget,
                circuit,
                value,
                rateLimit,
                hedge);
    }

    public CallPolicy withRateLimit(int value) {
        return new CallPolicy(
                timeout,
                maxAttempts,
                backoff,
                maxBackoff,
                retryBudget,
                circuit,
                bulkhead,
                value,
                hedge);
    }

    public CallPolicy withHedge(HedgePolicy value) {
        return new CallPolicy(
                timeout,
                maxAttempts,
                backoff,
                maxBackoff,
                retryBudget,
                circuit,
                bulkhead,
                rateLimit,
                value);
    }
}
