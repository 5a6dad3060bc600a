package dev.winnow.messaging;

/** A replay was not begun; the message says why and what to do. */
public final class ReplayRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayRefusedException(String message) {
        super(message, null, true, false);
    }
}
