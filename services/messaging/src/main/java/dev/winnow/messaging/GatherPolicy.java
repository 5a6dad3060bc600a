package dev.winnow.messaging;

import java.time.Duration;

/**
 * When a gathering of several answers to one request ends: at whichever comes first.
 *
 * @param limit the most answers; what comes after is dropped; default 100
 * @param total the longest time; zero, the default, means the contract's deadline
 * @param stall after an answer came, the longest silence; default 200 ms
 */
public record GatherPolicy(int limit, Duration total, Duration stall) {
    public GatherPolicy {
        Limits.atLeast("limit", limit, 1);
        Limits.notNegative("total", total);
        Limits.positive("stall", stall);
    }

    public static GatherPolicy ofDefaults() {
        return new GatherPolicy(100, Duration.ZERO, Duration.ofMillis(200));
    }

    public GatherPolicy withLimit(int value) {
        return new GatherPolicy(value, total, stall);
    }

    public GatherPolicy withTotal(Duration value) {
        return new GatherPolicy(limit, value, stall);
    }

    public GatherPolicy withStall(Duration value) {
        return new GatherPolicy(limit, total, value);
    }
}
