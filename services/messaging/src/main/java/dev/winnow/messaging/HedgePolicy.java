package dev.winnow.messaging;

import java.time.Duration;

/**
 * Whether a client sends a second request when the first one takes long, and takes the answer that
 * comes first. Only for idempotent contracts: both requests may be executed.
 *
 * @param enabled default false
 * @param delay after which the second one is sent; zero, the default, means after as long as {@code
 *     percentile} of the latest answers took, and not before twenty have come
 * @param percentile of the latest answers' times; 50 to 99, default 95
 * @param budget how many second requests all calls may send together; default 5 % of the calls, and
 *     1 a second
 */
public record HedgePolicy(boolean enabled, Duration delay, int percentile, BudgetPolicy budget) {
    public HedgePolicy {
        Limits.notNegative("delay", delay);
        Limits.atLeast("percentile", percentile, 50);
        if (percentile > 99) {
            throw new IllegalArgumentException(
                    "percentile must be at most 99, but is " + percentile);
        }
    }

    public static HedgePolicy off() {
        return new HedgePolicy(false, Duration.ZERO, 95, new BudgetPolicy(5, 1));
    }

    /** After a fixed time. */
    public static HedgePolicy after(Duration delay) {
        Limits.positive("delay", delay);
        return new HedgePolicy(true, delay, 95, off().budget());
    }

    /** After as long as this percentile of the latest answers took. */
    public static HedgePolicy atPercentile(int percentile) {
        return new HedgePolicy(true, Duration.ZERO, percentile, off().budget());
    }

    public HedgePolicy withBudget(BudgetPolicy value) {
        return new HedgePolicy(enabled, delay, percentile, value);
    }
}
