package dev.winnow.contracts.watchlist;

/** Asks which lists are loaded. */
public record ListsRequest() {}
