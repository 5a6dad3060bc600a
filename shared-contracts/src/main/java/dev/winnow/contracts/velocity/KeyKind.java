package dev.winnow.contracts.velocity;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What of an application is counted. */
public enum KeyKind {
    /** The identity document: number, country and type. */
    @JsonProperty("identifier")
    IDENTIFIER,
    /** The mailbox, however its address was written. */
    @JsonProperty("email")
    EMAIL,
    /** The number in E.164. */
    @JsonProperty("phone")
    PHONE,
    @JsonProperty("device")
    DEVICE,
    /** The address, of IPv6 the network of 64 bits. */
    @JsonProperty("ip")
    IP,
    /** Name, in whatever order, with date of birth. */
    @JsonProperty("name")
    NAME
}
