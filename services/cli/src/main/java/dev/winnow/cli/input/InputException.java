package dev.winnow.cli.input;

/** A file that cannot be used as a whole; the message is one line for the person who gave it. */
public final class InputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean usage;

    private InputException(String message, boolean usage) {
        super(message);
        this.usage = usage;
    }

    /** What was named is no file that can be read. */
    static InputException noFile(String message) {
        return new InputException(message, true);
    }

    /** The file can be read, and what is in it cannot be used. */
    static InputException badContent(String message) {
        return new InputException(message, false);
    }

    /** Whether another argument is needed, rather than another content. */
    public boolean isUsage() {
        return usage;
    }
}
