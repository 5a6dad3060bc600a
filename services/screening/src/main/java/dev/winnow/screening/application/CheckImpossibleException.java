package dev.winnow.screening.application;

import org.jspecify.annotations.Nullable;

/** A check could not be made; the message says why, without personal data. */
public final class CheckImpossibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String why;
    private final boolean passing;

    /**
     * @param passing whether the same check may be possible later
     */
    public CheckImpossibleException(String why, boolean passing, @Nullable Throwable cause) {
        super(why, cause);
        this.why = why;
        this.passing = passing;
    }

    /** The reason, without personal data. */
    public String why() {
        return why;
    }

    /** Whether the same check may be possible later. */
    public boolean passing() {
        return passing;
    }
}
