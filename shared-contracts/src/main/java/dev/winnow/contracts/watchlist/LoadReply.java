package dev.winnow.contracts.watchlist;

/**
 * The version that is in force now.
 *
 * @param changed false when the content was that of the version already in force, so that no new
 *     version was made
 */
public record LoadReply(ListVersion version, boolean changed) {}
