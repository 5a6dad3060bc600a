package dev.winnow.watchlist.domain;

import dev.winnow.matching.Feature;
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
        for (Match match : matches) {
            if (confirms(match)) {
                return CONFIRMED;
            }
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
        for (Feature f : match.features()) {
            if (f.name().equals(feature) && f.effect() >= 0) {
                return true;
            }
        }
        return false;
    }
}
