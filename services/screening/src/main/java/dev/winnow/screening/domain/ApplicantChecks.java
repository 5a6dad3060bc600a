package dev.winnow.screening.domain;

import java.time.LocalDate;

/** The checks on the applicant's own data: pure, and always possible. */
public final class ApplicantChecks {
    private ApplicantChecks() {}

    /**
     * Makes one check.
     *
     * @param today the day it is made for
     * @throws IllegalArgumentException for a check that needs more than the applicant's own data
     */
    public static CheckResult make(Check check, Application application, LocalDate today) {
        return switch (check) {
            case AGE -> AgeCheck.make(application.applicant(), today);
            case COMPLETENESS -> CompletenessCheck.make(application.applicant());
            case CONSISTENCY -> ConsistencyCheck.make(application, today);
            case DOCUMENT -> DocumentCheck.make(application.applicant(), today);
            case WATCHLIST, VELOCITY ->
                    throw new IllegalArgumentException(check + " needs more than own data");
        };
    }
}
