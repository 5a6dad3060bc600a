package dev.winnow.messaging;

/** The time was up before a reply came; whether the request was executed is unknown. */
public final class DeadlineExceededException extends CallException {
    private static final long serialVersionUID = 1L;
    private final boolean sent;

    DeadlineExceededException(String message, boolean sent) {
        super(message);
        this.sent = sent;
    }

    /** For work that finds its own deadline over, such as a SQL statement that was cut off. */
    public DeadlineExceededException(String message) {
        this(message, true);
    }

    @Override
    public boolean certainlyNotExecuted() {
        return !sent;
    }

    @Override
    public boolean mayRetry() {
        return true;
    }
}
