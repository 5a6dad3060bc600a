package dev.winnow.screening.domain;

/** How a check ended. */
public enum CheckStatus {
    /** Made, and found nothing. */
    CLEAR,
    /** Made, and found something. */
    FOUND,
    /** Could not be made after all attempts. */
    UNAVAILABLE,
    /** Does not apply to this applicant. */
    SKIPPED
}
