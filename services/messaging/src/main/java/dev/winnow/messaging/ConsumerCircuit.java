package dev.winnow.messaging;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker of one consumer. Open, nothing is attempted and nothing pulled: what is held
 * keeps its lease and waits. Then a few are tried, each a probe; when they succeed all goes on.
 *
 * <p>As long as nothing fails it is one volatile read for each attempt. Safe to share.
 */
final class ConsumerCircuit {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerCircuit.class);

    /** While all probes are under way: how soon to ask again. */
    private static final Duration PROBES_UNDER_WAY = Duration.ofMillis(25);

    /**
     * Leave to make an attempt.
     *
     * @param round of half-open probing that it belongs to: what becomes of it decides whether the
     *     circuit closes, but of a later round it says nothing; below zero when it is no probe
     */
    record Leave(boolean given, long round) {
        private static final Leave NO = new Leave(false, -1);
        private static final Leave YES = new Leave(true, -1);

        boolean isProbe() {
            return round >= 0;
        }
    }

    private final String name;
    private final CircuitBreaker<Object> breaker;
    private final CircuitPolicy policy;
    private final long watchedNanos;
    private final LongAdder opened = new LongAdder();
    private final LongAdder probes = new LongAdder();
    private volatile boolean watching;
    private volatile boolean told;
    private volatile long failedNanos;
    private volatile long succeededNanos;
    private volatile boolean succeededOnce;

    ConsumerCircuit(String name, ConsumerPolicy consumer) {
        this.name = name;
        this.policy = consumer.circuit();
        this.watchedNanos = policy.window().plus(consumer.maxBackoff().multipliedBy(2)).toNanos();
        this.breaker =
                CircuitBreaker.builder()
                        .withFailureRateThreshold(
                                policy.failureThresholdPercent(),
                                policy.minimumCalls(),
                                policy.window())
                        .withDelay(policy.openFor())
                        .withSuccessThreshold(policy.halfOpenProbes())
                        .onOpen(event -> opened())
                        .onClose(event -> closed())
                        .build();
    }

    /** Asks for leave; each one given must be followed by one of the three words below. */
    Leave ask() {
        if (!watching) {
            return Leave.YES;
        }
        if (!Probes.permit(breaker)) {
            return Leave.NO;
        }
        if (breaker.isClosed()) {
            return Leave.YES;
        }
        probes.increment();
        return new Leave(true, opened.sum());
    }

    /** How long to wait before asking again. */
    Duration pause() {
        Duration remaining = breaker.getRemainingDelay();
        return remaining.compareTo(PROBES_UNDER_WAY) > 0 ? remaining : PROBES_UNDER_WAY;
    }

    /** What the handler needs was there. */
    void succeeded(Leave leave) {
        if (!watching) {
            return;
        }
        long now = System.nanoTime();
        succeededNanos = now;
        succeededOnce = true;
        if (counts(leave)) {
            breaker.recordSuccess();
        }
        if (breaker.isClosed() && now - failedNanos > watchedNanos) {
            watching = false;
        }
    }

    /** What the handler needs failed. */
    void failed(Leave leave) {
        failedNanos = System.nanoTime();
        watching = true;
        if (counts(leave)) {
            breaker.recordFailure();
        }
    }

    /** Nothing is known of it; but a probe without an outcome would keep the circuit half open. */
    void unknown(Leave leave) {
        if (leave.isProbe() && breaker.isHalfOpen() && counts(leave)) {
            breaker.recordFailure();
        }
    }

    /** Whether anything got through since then: if so, it is not all of them that fail. */
    boolean succeededSince(long nanos) {
        return succeededOnce && succeededNanos - nanos > 0;
    }

    /** How many events may be held and asked for now; the usual limit when all is well. */
    int allowance(int limit) {
        if (!watching || breaker.isClosed()) {
            return limit;
        }
        boolean probing = breaker.isHalfOpen() || breaker.getRemainingDelay().isZero();
        return probing ? Math.min(limit, policy.halfOpenProbes()) : 0;
    }

    /** 0 closed, 1 half open, 2 open. */
    int state() {
        return switch (breaker.getState()) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }

    /** For people. */
    String word() {
        return switch (breaker.getState()) {
            case CLOSED -> PolicyStatus.OK;
            case HALF_OPEN -> "half-open";
            case OPEN -> "open";
        };
    }

    Map<String, Long> counts(int limit, int inFlight) {
        return Map.of(
                "limit",
                (long) limit,
                "in-flight",
                (long) inFlight,
                "opened",
                opened.sum(),
                "probes",
                probes.sum());
    }

    /** One that was begun before the circuit opened last says nothing about now. */
    private boolean counts(Leave leave) {
        return breaker.isClosed() || leave.round() == opened.sum();
    }

    private void opened() {
        opened.increment();
        if (!told) {
            told = true;
            LOG.warn("{}: what it needs fails too often; pulling pauses", name);
        }
    }

    private void closed() {
        told = false;
        LOG.info("{}: what it needs is there again; pulling goes on", name);
    }
}
