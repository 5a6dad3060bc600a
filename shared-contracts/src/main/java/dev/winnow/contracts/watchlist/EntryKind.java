package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a listed party is. */
public enum EntryKind {
    @JsonProperty("person")
    PERSON,
    @JsonProperty("organisation")
    ORGANISATION,
    @JsonProperty("vessel")
    VESSEL,
    @JsonProperty("aircraft")
    AIRCRAFT
}
