package dev.winnow.benchmarks;

import org.HdrHistogram.Histogram;

/**
 * What one slice of load came to.
 *
 * @param calls made, without those of the warm-up
 * @param seconds that it took
 * @param latency of each call, nanoseconds
 * @param allocated bytes, by all threads of this JVM
 * @param cpuNanos of this JVM
 * @param serverCpuNanos of the servers beside it
 */
public record Sample(
        long calls,
        double seconds,
        Histogram latency,
        long allocated,
        long cpuNanos,
        long serverCpuNanos) {

    public double perSecond() {
        return calls / seconds;
    }

    /** Of this JVM and the servers, microseconds. */
    public double cpuMicrosPerCall() {
        return (cpuNanos + serverCpuNanos) / 1e3 / Math.max(1, calls);
    }

    /** Of the servers alone, microseconds. */
    public double serverMicrosPerCall() {
        return serverCpuNanos / 1e3 / Math.max(1, calls);
    }

    public double bytesPerCall() {
        return (double) allocated / Math.max(1, calls);
    }

    public double p50Micros() {
        return latency.getValueAtPercentile(50) / 1e3;
    }

    public double p99Micros() {
        return latency.getValueAtPercentile(99) / 1e3;
    }
}
