package dev.winnow.watchlist.application;

import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListIndex;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The lists in memory, made from what is kept. A new version is read and indexed while the old one
 * still answers, and then put in its place at once. Thread-safe.
 */
public final class CurrentLists {
    private final Lists lists;
    private final Normaliser normaliser;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Snapshot snapshot;
    private volatile boolean loaded;

    public CurrentLists(Lists lists, Normaliser normaliser) {
        this.lists = lists;
        this.normaliser = normaliser;
        snapshot = Snapshot.empty(normaliser);
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Whether the lists have been read since the start, be it that there are none. */
    public boolean isLoaded() {
        return loaded;
    }

    /**
     * Brings the lists up to what is kept; cheap when nothing is new. On failure the lists stay as
     * they are.
     *
     * @return whether anything has changed
     */
    public boolean refresh() {
        return refresh(this::read);
    }

    /** As {@link #refresh()}, by someone who has just added a version and still has its entries. */
    boolean refresh(Version added, List<Entry> entries) {
        return refresh(version ->
                version.equals(added) ? ListIndex.of(version, entries, normaliser) : read(version));
    }

    private boolean refresh(Function<Version, ListIndex> indexing) {
        refreshing.lock();
        try {
            List<Version> inForce =
                    lists.inForce().stream().sorted(Comparator.comparing(Version::list)).toList();
            boolean changed = !inForce.equals(snapshot.versions());
            if (changed) {
                List<ListIndex> indexes = new ArrayList<>();
                inForce.forEach(version -> indexes.add(index(version, indexing)));
                snapshot = snapshot.of(indexes);
            }
            loaded = true;
            return changed;
        } finally {
            refreshing.unlock();
        }
    }

    private ListIndex index(Version version, Function<Version, ListIndex> indexing) {
        return snapshot.list(version.list())
                .filter(index -> index.version().equals(version))
                .orElseGet(() -> indexing.apply(version));
    }

    private ListIndex read(Version version) {
        List<Entry> entries = lists.entries(version);
        if (entries.size() != version.entries()) {
            throw new IllegalStateException(
                    "list "
                            + version.list()
                            + " version "
                            + version.number()
                            + " is kept with "
                            + entries.size()
                            + " entries instead of "
                            + version.entries());
        }
        return ListIndex.of(version, entries, normaliser);
    }
}
