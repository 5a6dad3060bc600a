package dev.winnow.messaging;

/** Nobody answers on the subject right now; nothing was executed. */
public final class NoRespondersException extends CallException {
    private static final long serialVersionUID = 1L;

    NoRespondersException(String subject) {
        super("no service answers on " + subject);
    }

    @Override
    public boolean certainlyNotExecuted() {
        return true;
    }

    @Override
    public boolean mayRetry() {
        return true;
    }
}
