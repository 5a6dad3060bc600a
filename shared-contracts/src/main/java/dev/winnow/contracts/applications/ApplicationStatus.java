package dev.winnow.contracts.applications;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The states of an application: received, then screening, then one of the three that end it. */
public enum ApplicationStatus {
    @JsonProperty("received")
    RECEIVED,
    @JsonProperty("screening")
    SCREENING,
    @JsonProperty("approved")
    APPROVED,
    @JsonProperty("referred")
    REFERRED,
    @JsonProperty("rejected")
    REJECTED
}
