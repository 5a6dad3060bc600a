package dev.winnow.watchlist.domain;

/**
 * A name of a listed party.
 *
 * @param text as published
 * @param weak whether the publisher marks it as a weak alias, as in a nickname
 */
public record ListedName(String text, boolean weak) {}
