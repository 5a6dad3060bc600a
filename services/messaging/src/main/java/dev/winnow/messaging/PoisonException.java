package dev.winnow.messaging;

import org.jspecify.annotations.Nullable;

/** A message that no later attempt could handle either; the text holds nothing of its content. */
final class PoisonException extends Exception {
    private static final long serialVersionUID = 1L;

    PoisonException(String message) {
        this(message, null);
    }

    PoisonException(String message, @Nullable Throwable cause) {
        super(message, cause, true, false);
    }
}
