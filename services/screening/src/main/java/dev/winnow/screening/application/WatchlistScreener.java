package dev.winnow.screening.application;

import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.CheckResult;

/** Looks for an applicant on the watch lists. */
public interface WatchlistScreener {
    /**
     * Blocks until there is an answer.
     *
     * @throws CheckImpossibleException when there is none
     */
    CheckResult screen(Applicant applicant);
}
