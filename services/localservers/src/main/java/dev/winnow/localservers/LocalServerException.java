package dev.winnow.localservers;

import org.jspecify.annotations.Nullable;

/** A local server could not be found, started or used. The message is one line for a person. */
public final class LocalServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, for callers that choose an exit code by it. */
    public enum Reason {
        /** There is no usable program to start. */
        NOT_FOUND,
        /** Another process listens on the port that was asked for. */
        PORT_IN_USE,
        /** A live process holds the data directory. */
        DIRECTORY_IN_USE,
        /** The data directory cannot be read or written as needed. */
        DIRECTORY_UNUSABLE,
        /** The server ended, or did not become ready in time. */
        DID_NOT_START,
        /** An interrupt ended the wait. */
        INTERRUPTED
    }

    private final Reason reason;

    LocalServerException(Reason reason, String message) {
        this(reason, message, null);
    }

    LocalServerException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
