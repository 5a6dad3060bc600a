package dev.winnow.faults.check;

import org.jspecify.annotations.Nullable;

/** A file of facts is not there or cannot be understood; nothing can be said about the run. */
public final class BadSetException extends RuntimeException {
    BadSetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
