package dev.winnow.watchlist.application;

import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.ListIndex;
import dev.winnow.watchlist.domain.NameIndexes;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The lists in memory, made from what is kept. A new version is read and indexed while the old one
 * still answers, and then put in its place at once. A list that cannot be read stays as it was and
 * is no hindrance to the others. Thread-safe.
 */
public final class CurrentLists {
    private final Lists lists;
    private final Normaliser normaliser;
    private final NameIndexes indexes;
    private final TreeSet<String> required;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile State state;

    /**
     * @param failures why a list is not in the version in force, by list
     * @param missing lists that should be there and are not in any version
     */
    private record State(
            Snapshot snapshot, boolean loaded, Map<String, String> failures, List<String> missing) {

        State {
            failures = Map.copyOf(failures);
            missing = List.copyOf(missing);
        }
    }

    /**
     * @param required lists that must be there for an answer to be whole
     */
    public CurrentLists(Lists lists, Normaliser normaliser, List<String> required) {
        this(lists, normaliser, required, NameIndexes.made());
    }

    /**
     * @param indexes of lists that are read from where they are kept
     */
    public CurrentLists(
            Lists lists, Normaliser normaliser, List<String> required, NameIndexes indexes) {
        this.lists = lists;
        this.indexes = indexes;
        this.normaliser = normaliser;
        this.required = new TreeSet<>(required);
        state = new State(Snapshot.empty(normaliser), false, Map.of(), List.copyOf(this.required));
    }

    /**
     * What a question is answered from: both of one moment, so that a list that comes into force
     * meanwhile is never neither looked at nor missing.
     *
     * @param missing lists that should be looked at and cannot be, by name
     */
    public record View(Snapshot snapshot, List<String> missing) {
        public View {
            missing = List.copyOf(missing);
        }
    }

    public View view() {
        State now = state;
        return new View(now.snapshot(), now.missing());
    }

    public Snapshot snapshot() {
        return state.snapshot();
    }

    /** Whether the lists have been read since the start, be it that there are none. */
    public boolean isLoaded() {
        return state.loaded();
    }

    /** Why a list could not be brought up to what is kept, by list; empty when all is well. */
    public Map<String, String> failures() {
        return state.failures();
    }

    /** Lists that should be looked at and cannot be, by name. */
    public List<String> missing() {
        return state.missing();
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
            Snapshot before = state.snapshot();
            boolean changed = !inForce.equals(before.versions());
            Snapshot now = before;
            Map<String, String> failures = new TreeMap<>();
            if (changed) {
                List<ListIndex> indexes = new ArrayList<>();
                for (Version version : inForce) {
                    take(version, before, indexing, indexes, failures);
                }
                now = before.of(indexes);
            }
            state = new State(now, true, failures, missing(inForce, now));
            return changed && !now.versions().equals(before.versions());
        } finally {
            refreshing.unlock();
        }
    }

    /** What fails for one list is remembered for that list, which goes on as it was. */
    private static void take(
            Version version,
            Snapshot before,
            Function<Version, ListIndex> indexing,
            List<ListIndex> indexes,
            Map<String, String> failures) {
        var old = before.list(version.list());
        if (old.filter(index -> index.version().equals(version)).isPresent()) {
            indexes.add(old.get());
            return;
        }
        try {
            ListIndex index = indexing.apply(version);
            old.ifPresent(index::learn);
            indexes.add(index);
        } catch (RuntimeException e) {
            failures.put(version.list(), String.valueOf(e.getMessage()));
            old.ifPresent(indexes::add);
        }
    }

    private List<String> missing(List<Version> inForce, Snapshot snapshot) {
        TreeSet<String> missing = new TreeSet<>(required);
        inForce.forEach(version -> missing.add(version.list()));
        snapshot.versions().forEach(version -> missing.remove(version.list()));
        return List.copyOf(missing);
    }

    /** An index over a version, in force or not. */
    ListIndex read(Version version) {
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
        return ListIndex.of(version, entries, normaliser, indexes);
    }
}
