package dev.winnow.messaging;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Makes further attempts at a call that failed. The first attempt never comes here, so a call that
 * succeeds pays nothing for it. Immutable and safe to share.
 */
final class Retries {
    private final CallPolicy policy;
    private final boolean idempotent;
    private final Budget budget;
    private final Runnable onRetry;

    Retries(CallPolicy policy, boolean idempotent, Budget budget, Runnable onRetry) {
        this.policy = policy;
        this.idempotent = idempotent;
        this.budget = budget;
        this.onRetry = onRetry;
    }

    /** Whether another attempt is both allowed and of use. */
    boolean allowed(CallException failure) {
        return policy.maxAttempts() > 1
                && failure.mayRetry()
                && !isLimit(failure)
                && (idempotent || failure.certainlyNotExecuted())
                && !Thread.currentThread().isInterrupted();
    }

    /** An open circuit and a used-up rate are there to make failing cheap; no knocking at them. */
    private static boolean isLimit(CallException failure) {
        return failure instanceof RefusedException refused
                && (refused.reason() == RefusedException.Reason.CIRCUIT_OPEN
                        || refused.reason() == RefusedException.Reason.RATE_LIMITED);
    }

    /**
     * Tries again until an attempt succeeds, no further one is allowed or the time is up.
     *
     * @throws CallException the last failure, with the earlier ones as suppressed
     */
    <T> T after(CallException first, Deadline deadline, Supplier<T> attempt) {
        Series series = new Series(deadline);
        RetryPolicy<T> retry =
                RetryPolicy.<T>builder()
                        .handleIf(series::goesOn)
                        .withMaxAttempts(policy.maxAttempts())
                        .withDelayFn(context -> series.delay)
                        .onRetry(event -> onRetry.run())
                        .build();
        try {
            return Failsafe.with(retry)
                    .get(context -> {
                        if (context.isFirstAttempt()) {
                            throw first;
                        }
                        return attempt.get();
                    });
        } catch (CallException last) {
            throw series.withHistory(last);
        } catch (FailsafeException e) {
            // Only an interrupt during the wait comes this way.
            Thread.currentThread().interrupt();
            throw series.withHistory(first);
        }
    }

    /** The failures of one call so far, and how long to wait before the next attempt. */
    private final class Series {
        private final Deadline deadline;
        private final List<CallException> failures = new ArrayList<>();
        private Duration delay = Duration.ZERO;

        Series(Deadline deadline) {
            this.deadline = deadline;
        }

        boolean goesOn(Throwable failure) {
            if (!(failure instanceof CallException call)) {
                return false;
            }
            failures.add(call);
            delay = nextDelay(call);
            return failures.size() < policy.maxAttempts()
                    && allowed(call)
                    && delay.compareTo(deadline.remaining()) < 0
                    && budget.tryTake();
        }

        /** Full jitter: anything between nothing and the doubled backoff. */
        private Duration nextDelay(CallException failure) {
            int doublings = Math.min(failures.size() - 1, 30);
            long ceiling =
                    Math.min(
                            policy.maxBackoff().toNanos(),
                            saturatedShift(policy.backoff().toNanos(), doublings));
            long drawn = ThreadLocalRandom.current().nextLong(ceiling + 1);
            long asked =
                    failure instanceof ServiceErrorException error
                            ? error.retryAfter().orElse(Duration.ZERO).toNanos()
                            : 0;
            return Duration.ofNanos(asked + drawn);
        }

        private static long saturatedShift(long value, int by) {
            return value > Long.MAX_VALUE >> by ? Long.MAX_VALUE : value << by;
        }

        CallException withHistory(CallException last) {
            for (CallException earlier : failures) {
                if (earlier != last) {
                    last.addSuppressed(earlier);
                }
            }
            return last;
        }
    }
}
