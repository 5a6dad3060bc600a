package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.Version;
import java.util.List;
import java.util.Optional;

/** What was and is on the lists. */
public interface ListHistory {
    /** A version that was ever loaded. */
    Optional<Version> version(String list, int number);

    /** The newest first, those below the number, at most so many. */
    List<Version> versions(String list, int below, int limit);

    /** The version in force. */
    Optional<Version> newest(String list);

    /** Whether all entries of the version are still kept. */
    boolean isKept(Version version);

    /** An entry as it was in a version. */
    Optional<Entry> entry(String list, int version, String number);

    /** The entry of that number on every list, as it is now. */
    List<Found> entries(String number, int limit);

    /** An entry and the list that it is on. */
    record Found(String list, Entry entry) {}

    /** How an entry differs from one version to another. */
    enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * @param name the primary name, as it is in the later version that has the entry
     */
    record ChangedEntry(String entry, String name, Change change) {}

    /** How many entries differ. */
    Version.Changes changes(String list, int from, int to);

    /** Which entries differ: those with a number above, in their order, at most so many. */
    List<ChangedEntry> changedEntries(String list, int from, int to, String above, int limit);
}
