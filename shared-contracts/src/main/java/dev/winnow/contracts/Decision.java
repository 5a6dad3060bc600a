package dev.winnow.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an application ends. */
public enum Decision {
    @JsonProperty("approve")
    APPROVE,
    /** A person has to look at it. */
    @JsonProperty("refer")
    REFER,
    @JsonProperty("reject")
    REJECT
}
