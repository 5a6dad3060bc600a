package dev.winnow.faults.run;

/** Something that must hold under a fault does not; the message says what. */
public final class ScenarioFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScenarioFailedException(String message) {
        super(message);
    }
}
