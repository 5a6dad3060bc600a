package dev.winnow.messaging;

import java.time.Duration;

/**
 * When a client stops calling a service that keeps failing. Only failures of the infrastructure
 * count (no responders, time-outs, lost connections, {@code internal}, {@code unavailable}, {@code
 * overloaded}), never errors of the caller.
 *
 * @param failureThresholdPercent of the calls in the window, at which the circuit opens; default 50
 * @param minimumCalls in the window before it may open; default 20
 * @param window over which calls are counted; default 10 s
 * @param openFor how long calls are refused before probes are let through; default 2 s
 * @param halfOpenProbes that must succeed to close it again; default 3
 */
public record CircuitPolicy(
        int failureThresholdPercent,
        int minimumCalls,
        Duration window,
        Duration openFor,
        int halfOpenProbes) {
    public CircuitPolicy {
        Limits.atLeast("failureThresholdPercent", failureThresholdPercent, 1);
        Limits.atLeast("minimumCalls", minimumCalls, 1);
        Limits.positive("window", window);
        Limits.positive("openFor", openFor);
        Limits.atLeast("halfOpenProbes", halfOpenProbes, 1);
        if (failureThresholdPercent > 100) {
            throw new IllegalArgumentException("failureThresholdPercent must be at most 100");
        }
    }

    public static CircuitPolicy ofDefaults() {
        return new CircuitPolicy(50, 20, Duration.ofSeconds(10), Duration.ofSeconds(2), 3);
    }
}
