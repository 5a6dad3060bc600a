package dev.winnow.velocity.application;

/** An application was checked before, with other content. */
public final class ContradictionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContradictionException() {
        super("the application was checked before with other content");
    }
}
