package dev.winnow.messaging;

import org.jspecify.annotations.Nullable;

/** Why a call brought no reply. Earlier attempts at the same call are attached as suppressed. */
public abstract sealed class CallException extends RuntimeException
        permits ServiceErrorException,
                NoRespondersException,
                DeadlineExceededException,
                OutcomeUnknownException,
                RefusedException {
    private static final long serialVersionUID = 1L;

    CallException(String message, @Nullable Throwable cause) {
        // A refused or failed call is ordinary under load: no stack trace, which is most of the
        // cost.
        super(message, cause, true, false);
    }

    CallException(String message) {
        this(message, null);
    }

    /** Whether the request has certainly had no effect, so that sending it again is safe. */
    public abstract boolean certainlyNotExecuted();

    /** Whether the same call may succeed later without a change. */
    public abstract boolean mayRetry();
}
