package dev.winnow.watchlist.domain;

/** What a listed party is. */
public enum EntryKind {
    PERSON,
    ORGANISATION,
    VESSEL,
    AIRCRAFT
}
