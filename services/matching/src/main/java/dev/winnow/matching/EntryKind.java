package dev.winnow.matching;

/** What a listed party is. */
public enum EntryKind {
    PERSON,
    ORGANISATION,
    VESSEL,
    AIRCRAFT
}
