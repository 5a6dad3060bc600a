package dev.winnow.messaging;

import dev.winnow.contracts.ErrorCode;

/** Which answer a handler's exception becomes. Nothing of its insides reaches the caller. */
final class Failures {
    private Failures() {}

    static ErrorReply reply(Throwable failure) {
        return switch (failure) {
            case ServiceErrorException own when !own.received() -> ErrorReply.of(own);
            case ServiceErrorException other -> ErrorReply.of(ofOtherService(other));
            case DeadlineExceededException late -> ErrorReply.of(ErrorCode.DEADLINE_EXPIRED);
            case CallException unreachable -> ErrorReply.of(ErrorCode.UNAVAILABLE);
            case HasErrorCode known -> ErrorReply.of(known.errorCode());
            case TransientFailure passing -> ErrorReply.of(ErrorCode.UNAVAILABLE);
            default -> ErrorReply.of(ErrorCode.INTERNAL);
        };
    }

    /** Whether an operator should look at it: the service or something it needs failed. */
    static boolean worthLogging(Throwable failure) {
        return !(failure instanceof ServiceErrorException own && !own.received());
    }

    /**
     * What a service that we called answered is not our answer: its "overloaded, nothing was
     * started" says nothing about what we have done already.
     */
    private static ErrorCode ofOtherService(ServiceErrorException other) {
        if (other.code().code() == ErrorCode.DEADLINE_EXPIRED.code()) {
            return ErrorCode.DEADLINE_EXPIRED;
        }
        return other.code().retryable() ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL;
    }
}
