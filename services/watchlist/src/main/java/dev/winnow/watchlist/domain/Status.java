package dev.winnow.watchlist.domain;

import java.util.List;

/** What a screening of one party came to. */
public enum Status {
    CLEAR,
    POSSIBLE,
    CONFIRMED,
    /** Not every list could be looked at. */
    PARTIAL,
    /** The party could not be looked for. */
    ERROR;

    /** From there on a name with the same date of birth is no chance. */
    private static final double CONFIRMING_SCORE = 0.95;

    /**
     * A confirmed match is one whatever is missing; otherwise nothing is clear, or only possible,
     * while a list could not be looked at.
     *
     * @param whole whether every list was looked at
     */
    public static Status of(List<Match> matches, boolean whole) {
        if (matches.stream().anyMatch(Status::confirms)) {
            return CONFIRMED;
        }
        if (!whole) {
            return PARTIAL;
        }
        return matches.isEmpty() ? CLEAR : POSSIBLE;
    }

    private static boolean confirms(Match match) {
        return has(match, "identifier")
                || (match.score() >= CONFIRMING_SCORE && has(match, "dateOfBirth"));
    }

    private static boolean has(Match match, String feature) {
        return match.features().stream().anyMatch(f -> f.name().equals(feature) && f.effect() >= 0);
    }
}
