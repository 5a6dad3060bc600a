package dev.winnow.messaging;

/** The call was not sent, so as to cost little: the reason says why. Nothing was executed. */
public final class RefusedException extends CallException {
    private static final long serialVersionUID = 1L;

    /** Why a call was not sent. */
    public enum Reason {
        /** There is no connection to NATS at the moment. */
        NOT_CONNECTED,
        /** Calls of this client failed too often lately. */
        CIRCUIT_OPEN,
        /** As many calls of this client as allowed are under way. */
        BULKHEAD_FULL,
        /** This client has sent as many requests as it may in this second. */
        RATE_LIMITED,
        /** The request is larger than the server takes. */
        TOO_LARGE
    }

    private final Reason reason;

    RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    @Override
    public boolean certainlyNotExecuted() {
        return true;
    }

    @Override
    public boolean mayRetry() {
        return reason != Reason.TOO_LARGE;
    }
}
