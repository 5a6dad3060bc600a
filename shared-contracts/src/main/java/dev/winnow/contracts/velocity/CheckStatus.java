package dev.winnow.contracts.velocity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an answer rests on everything it should rest on. */
public enum CheckStatus {
    @JsonProperty("complete")
    COMPLETE,
    /** Something could not be looked at; the reply says what. Nobody should be approved on it. */
    @JsonProperty("partial")
    PARTIAL
}
