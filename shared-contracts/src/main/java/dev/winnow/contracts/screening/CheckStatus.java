package dev.winnow.contracts.screening;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a check ended. */
public enum CheckStatus {
    /** Made, and found nothing. */
    @JsonProperty("clear")
    CLEAR,
    /** Made, and found something; the findings say what. */
    @JsonProperty("found")
    FOUND,
    /** Could not be made after all attempts; such an application is never approved. */
    @JsonProperty("unavailable")
    UNAVAILABLE,
    /** Does not apply to this applicant. */
    @JsonProperty("skipped")
    SKIPPED
}
