package dev.winnow.messaging;

import dev.failsafe.CircuitBreaker;
import dev.winnow.contracts.ErrorCode;

/**
 * The circuit breaker of one client. Counts failures of the infrastructure; an answer that says the
 * caller was wrong is a success. Safe to share.
 */
final class Circuit {
    private final CircuitBreaker<Object> breaker;
    private final String subject;

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
                        .build();
    }

    /**
     * Asks for permission to call; each one given must be followed by one of {@link #succeeded},
     * {@link #failed} and {@link #abandoned}.
     *
     * @throws RefusedException when the circuit is open
     */
    void enter() {
        if (!breaker.tryAcquirePermit()) {
            throw new RefusedException(
                    RefusedException.Reason.CIRCUIT_OPEN,
                    "calls to " + subject + " failed too often lately");
        }
    }

    void succeeded() {
        breaker.recordSuccess();
    }

    void failed(CallException failure) {
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
    void abandoned() {
        if (breaker.isHalfOpen()) {
            breaker.recordFailure();
        }
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
