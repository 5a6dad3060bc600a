package dev.winnow.messaging;

import org.jspecify.annotations.Nullable;

/** NATS could not be connected to at start; the message is one clear line. */
public final class NatsUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NatsUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
