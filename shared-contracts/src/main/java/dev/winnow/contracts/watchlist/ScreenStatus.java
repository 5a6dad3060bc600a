package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a screening of one party came to. */
public enum ScreenStatus {
    /** Every list was looked at, and nobody there is alike. */
    @JsonProperty("clear")
    CLEAR,
    /** Somebody there is alike: a person has to look. */
    @JsonProperty("possible")
    POSSIBLE,
    /** An equal identifier, or a name and a date of birth that are all but equal. */
    @JsonProperty("confirmed")
    CONFIRMED,
    /**
     * Not every list could be looked at; the hits are those of the others. Never to be approved.
     */
    @JsonProperty("partial")
    PARTIAL,
    /** The party could not be looked for at all; the problem says why. Never to be approved. */
    @JsonProperty("error")
    ERROR
}
