package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Version;
import java.util.Optional;

/** Tells the world. */
public interface Announcements {
    /**
     * A version has come into force; within the transaction that makes it true.
     *
     * @param before the version whose place it takes
     */
    void loaded(Version version, Optional<Version> before);
}
