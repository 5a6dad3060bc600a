package dev.winnow.velocity.application;

/**
 * An application says it was submitted when it cannot have been. What lies far ahead would be
 * counted, and kept, for as long as that takes.
 */
public final class ImplausibleTimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ImplausibleTimeException(String message) {
        super(message);
    }
}
