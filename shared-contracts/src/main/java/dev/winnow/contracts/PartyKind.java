package dev.winnow.contracts;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a party is. */
public enum PartyKind {
    @JsonProperty("person")
    PERSON,
    @JsonProperty("organisation")
    ORGANISATION
}
