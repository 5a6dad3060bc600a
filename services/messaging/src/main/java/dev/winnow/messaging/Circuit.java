package dev.winnow.messaging;

import dev.failsafe.CircuitBreaker;
import dev.winnow.contracts.ErrorCode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The circuit breaker of one client. Counts failures of the infrastructure; an answer that says the
 * caller was wrong is a success. Safe to share.
 */
final class Circuit {
    /** The ticket of a call that was let in while the circuit was closed. */
    private static final int NO_PROBE = -1;

    private final CircuitBreaker<Object> breaker;
    private final String subject;

    /** How often it has opened; in a half-open circuit it stands still, so it names the probes. */
    private final AtomicInteger openings = new AtomicInteger();

    Circuit(CircuitPolicy policy, String subject) {
        this.subject = subject;
        this.breaker =
                CircuitBreaker.builder()
                        .withFailureRateThreshold(
                                policy.failureThresholdPercent(),
                                policy.minimumCalls(),
                                policy.window())
                        .withDelay(policy.openFor())
                        .withSuccessThreshold(policy.halfOpenProbes())
                        .onOpen(event -> openings.incrementAndGet())
                        .build();
    }

    /**
     * Asks for permission to call; each one given must be followed by one of {@link #succeeded},
     * {@link #failed} and {@link #abandoned} with the ticket that comes back here.
     *
     * @throws RefusedException when the circuit is open
     */
    int enter() {
        if (!Probes.permit(breaker)) {
            throw new RefusedException(
                    RefusedException.Reason.CIRCUIT_OPEN,
                    "calls to " + subject + " failed too often lately");
        }
        return breaker.isHalfOpen() ? openings.get() : NO_PROBE;
    }

    void succeeded(int ticket) {
        if (counts(ticket)) {
            breaker.recordSuccess();
        }
    }

    /**
     * In a half-open circuit only its own probes count. A late answer to a call from before would
     * make room for one more probe than allowed, and is old news.
     */
    private boolean counts(int ticket) {
        return !breaker.isHalfOpen() || ticket == openings.get();
    }

    void failed(int ticket, CallException failure) {
        if (!counts(ticket)) {
            return;
        }
        if (blamesInfrastructure(failure)) {
            breaker.recordFailure();
        } else {
            breaker.recordSuccess();
        }
    }

    /**
     * The call ended for a reason that says nothing about the service: the caller lost interest, or
     * there was no connection to send it by. A half-open circuit counts its probes, though, and one
     * without an outcome would keep it half open for ever.
     */
    void abandoned(int ticket) {
        if (breaker.isHalfOpen() && counts(ticket)) {
            breaker.recordFailure();
        }
    }

    /** How often it has opened. */
    int openings() {
        return openings.get();
    }

    /** For the gauge: 0 closed, 1 half open, 2 open. */
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

    private static boolean blamesInfrastructure(CallException failure) {
        return switch (failure) {
            case ServiceErrorException error -> error.code().code() >= 500 || isOverload(error);
            case RefusedException refused -> false;
            case NoRespondersException none -> true;
            case DeadlineExceededException late -> true;
            case OutcomeUnknownException unknown -> true;
        };
    }

    private static boolean isOverload(ServiceErrorException error) {
        return error.code().code() == ErrorCode.OVERLOADED.code();
    }
}
