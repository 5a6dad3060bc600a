package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;

/** What a handler's exception says about its event and about what the handler needs. */
enum FailureKind {
    /** Another attempt is of no use. */
    PERMANENT,
    /** Something that the handler needs is not there or too slow; the event is not to blame. */
    PASSING,
    /**
     * Another service failed, or something did not end: it is in trouble, or this event is what it
     * cannot cope with.
     */
    SUSPECT,
    /** There is no connection to NATS: nothing is known of the event or of what it needs. */
    UNRELATED,
    /** The event and the handler do not get along. */
    OF_EVENT;

    static FailureKind of(Throwable failed) {
        return switch (failed) {
            case PermanentFailure _ -> PERMANENT;
            case TransientFailure _ -> PASSING;
            case ServiceErrorException answer -> ofAnswer(answer.code());
            case RefusedException refused ->
                    switch (refused.reason()) {
                        case TOO_LARGE -> PERMANENT;
                        case NOT_CONNECTED -> UNRELATED;
                        default -> PASSING;
                    };
            case CallException none -> PASSING;
            case HandlerTimeoutException _ -> SUSPECT;
            default -> OF_EVENT;
        };
    }

    private static FailureKind ofAnswer(ErrorCode code) {
        if (!code.retryable()) {
            return PERMANENT;
        }
        boolean saysItIsInTrouble =
                code.code() == ErrorCode.UNAVAILABLE.code()
                        || code.code() == ErrorCode.OVERLOADED.code()
                        || code.code() == ErrorCode.DEADLINE_EXPIRED.code();
        return saysItIsInTrouble ? PASSING : SUSPECT;
    }

    /** Whether it counts against what the handler needs. */
    boolean blamesDownstream() {
        return this == PASSING || this == SUSPECT;
    }
}
