package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Version;

/** Tells the world. */
public interface Announcements {
    /** A version has come into force; within the transaction that makes it true. */
    void loaded(Version version);
}
