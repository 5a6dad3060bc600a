package dev.winnow.messaging;

/**
 * The connection broke while the reply was awaited; whether the request was executed is unknown.
 */
public final class OutcomeUnknownException extends CallException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknownException(String message) {
        super(message);
    }

    @Override
    public boolean certainlyNotExecuted() {
        return false;
    }

    @Override
    public boolean mayRetry() {
        return true;
    }
}
