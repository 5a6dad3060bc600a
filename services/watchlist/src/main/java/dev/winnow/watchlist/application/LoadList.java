package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListDifference;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.ListedName;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Version;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * Loads a list as a new version: all of it or, with a {@link RefusedListException}, nothing.
 * Thread-safe; loads of one list are made one after the other, in all instances.
 */
public final class LoadList {
    /** As long as a request may name one, and as an index of the database takes. */
    private static final int LONGEST_NUMBER = 200;

    private static final int LONGEST_NAME = 2_000;

    private final ListFiles files;
    private final Lists lists;
    private final Announcements announcements;
    private final CurrentLists current;
    private final Limits limits;
    private final Clock clock;

    /**
     * What a load must keep to.
     *
     * @param maxEntries a list with more is refused
     * @param maxShrinkPercent a list that loses more of its entries is refused; 100 lets any pass
     * @param keepVersions of that many versions the entries are kept; 0 for all
     */
    public record Limits(int maxEntries, int maxShrinkPercent, int keepVersions) {}

    /**
     * What came of it.
     *
     * @param changed false when the content was in force already
     */
    public record Loaded(Version version, boolean changed) {}

    public LoadList(
            ListFiles files,
            Lists lists,
            Announcements announcements,
            CurrentLists current,
            Limits limits,
            Clock clock) {
        this.files = files;
        this.lists = lists;
        this.announcements = announcements;
        this.current = current;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * From files; when it returns, this instance answers from the new version.
     *
     * @param checksum what the files' must be
     */
    public Loaded load(
            String list, String path, Optional<ListFormat> format, Optional<String> checksum) {
        return load(list, files.read(path, format), checksum);
    }

    /** What was read; when it returns, this instance answers from the new version. */
    public Loaded load(String list, ListContent content, Optional<String> checksum) {
        validate(content, checksum);
        Loaded loaded = lists.changing(list, inForce -> store(list, content, inForce));
        current.refresh(loaded.version(), content.entries());
        return loaded;
    }

    private void validate(ListContent content, Optional<String> checksum) {
        if (checksum.isPresent() && !checksum.get().equalsIgnoreCase(content.checksum())) {
            throw new RefusedListException(
                    "the checksum of the list is "
                            + content.checksum()
                            + " and not "
                            + checksum.get()
                            + ", as was expected");
        }
        if (content.entries().size() > limits.maxEntries()) {
            throw new RefusedListException(
                    "the list has "
                            + content.entries().size()
                            + " entries, more than the "
                            + limits.maxEntries()
                            + " that watchlist.max-entries allows");
        }
        content.entries().forEach(LoadList::validate);
    }

    /** What is longer than any publisher's is a file that was misread. */
    private static void validate(Entry entry) {
        int number = entry.number().length();
        if (number > LONGEST_NUMBER) {
            throw new RefusedListException(
                    "an entry's number has "
                            + number
                            + " characters, more than "
                            + LONGEST_NUMBER
                            + "; it begins with "
                            + entry.number().substring(0, LONGEST_NUMBER / 4));
        }
        for (ListedName name : entry.names()) {
            if (name.text().length() > LONGEST_NAME) {
                throw new RefusedListException(
                        "a name of entry "
                                + entry.number()
                                + " has "
                                + name.text().length()
                                + " characters, more than "
                                + LONGEST_NAME);
            }
        }
    }

    private Loaded store(String list, ListContent content, Optional<Version> inForce) {
        if (inForce.filter(v -> v.checksum().equals(content.checksum())).isPresent()) {
            return new Loaded(inForce.get(), false);
        }
        inForce.ifPresent(old -> refuseShrunk(old, content));
        Map<String, String> before = inForce.isPresent() ? lists.digests(list) : Map.of();
        ListDifference difference = ListDifference.between(before, content.entries());
        Version version =
                new Version(
                        list,
                        inForce.map(Version::number).orElse(0) + 1,
                        content.entries().size(),
                        content.names(),
                        content.checksum(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        content.published().map(time -> time.truncatedTo(ChronoUnit.MICROS)),
                        Optional.of(difference.counts()));
        lists.add(version, difference, limits.keepVersions());
        announcements.loaded(version, inForce);
        return new Loaded(version, true);
    }

    private void refuseShrunk(Version old, ListContent content) {
        long now = content.entries().size();
        if ((old.entries() - now) * 100 > (long) old.entries() * limits.maxShrinkPercent()) {
            throw new RefusedListException(
                    "the list would shrink from "
                            + old.entries()
                            + " entries to "
                            + now
                            + ", by more than the "
                            + limits.maxShrinkPercent()
                            + " percent that watchlist.max-shrink-percent allows");
        }
    }
}
