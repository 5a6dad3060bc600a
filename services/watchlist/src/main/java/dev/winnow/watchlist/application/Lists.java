package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListDifference;
import dev.winnow.watchlist.domain.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The lists as they are kept. The newest version of a list is the one in force. */
public interface Lists {
    /**
     * Does the work in one transaction, while nobody else may change this list. An exception undoes
     * everything.
     *
     * @param work is given the version in force, if there is one
     */
    <T> T changing(String list, Function<Optional<Version>, T> work);

    /** Of the version in force, each entry's digest by its number; within {@link #changing}. */
    Map<String, String> digests(String list);

    /**
     * Adds a version within {@link #changing}.
     *
     * @param difference to the version that was in force
     * @param keep the entries of that many versions stay, this one included; 0 for all
     */
    void add(Version version, ListDifference difference, int keep);

    /** The version in force of every list, in no order. */
    List<Version> inForce();

    /** All entries of a version, by their numbers; not all of them when they are no longer kept. */
    List<Entry> entries(Version version);
}
