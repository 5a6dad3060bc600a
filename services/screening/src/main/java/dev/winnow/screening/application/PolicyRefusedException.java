package dev.winnow.screening.application;

import java.util.List;
import java.util.stream.Collectors;

/** A policy file has mistakes; nothing has changed. */
public final class PolicyRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Serialised exceptions are never read back, so the mistakes need not travel. */
    private final transient List<Mistake> mistakes;

    public PolicyRefusedException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
        this.mistakes = List.copyOf(mistakes);
    }

    /** In the order of the lines; at least one. */
    public List<Mistake> mistakes() {
        return mistakes;
    }

    /**
     * One mistake.
     *
     * @param line of the file, from 1
     */
    public record Mistake(int line, String reason) {
        @Override
        public String toString() {
            return "line " + line + ": " + reason;
        }
    }
}
