package dev.winnow.messaging;

/**
 * How many requests a client may send beside one for each call, so that a service in trouble does
 * not get a multiple of its load from those who try again. Beyond it, a call fails with the failure
 * that it has.
 *
 * @param percent of the calls; default 20 for retries, 5 for hedges
 * @param perSecond so many are always allowed, on average, for clients that call rarely; ten
 *     seconds' worth may come at once; default 10 for retries, 1 for hedges
 */
public record BudgetPolicy(int percent, int perSecond) {
    public BudgetPolicy {
        Limits.atLeast("percent", percent, 0);
        Limits.atLeast("perSecond", perSecond, 0);
    }

    /** For retries. */
    public static BudgetPolicy ofDefaults() {
        return new BudgetPolicy(20, 10);
    }
}
