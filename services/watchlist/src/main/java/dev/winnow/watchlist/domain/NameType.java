package dev.winnow.watchlist.domain;

/** What a name of a listed party is to it. */
public enum NameType {
    /** What the publisher calls it. */
    PRIMARY,
    ALIAS,
    /** Borne before. */
    FORMER,
    /** The primary name in the script of its bearer. */
    ORIGINAL_SCRIPT
}
