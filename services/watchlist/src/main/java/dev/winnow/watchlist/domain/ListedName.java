package dev.winnow.watchlist.domain;

/**
 * A name of a listed party.
 *
 * @param text as published
 * @param weak whether the publisher marks it as a weak alias, as in a nickname
 */
public record ListedName(String text, NameType type, boolean weak) {

    /** An alias. */
    public ListedName(String text, boolean weak) {
        this(text, NameType.ALIAS, weak);
    }

    public static ListedName primary(String text) {
        return new ListedName(text, NameType.PRIMARY, false);
    }

    public static ListedName of(String text, NameType type) {
        return new ListedName(text, type, false);
    }
}
