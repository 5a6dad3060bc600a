package dev.winnow.velocity.domain;

/** What of an application is counted. The names are part of the keyed hashes and stay. */
public enum KeyKind {
    IDENTIFIER,
    EMAIL,
    PHONE,
    DEVICE,
    IP,
    NAME
}
