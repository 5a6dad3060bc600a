package dev.winnow.watchlist.domain;

import dev.winnow.matching.Algorithm;
import dev.winnow.matching.Normaliser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every list in the version in force at one moment. Immutable and thread-safe: a question is
 * answered from one snapshot, whatever is loaded meanwhile.
 */
public final class Snapshot {
    /** The version of the matching; it changes whenever the same question may score otherwise. */
    public static final String ALGORITHM = Algorithm.VERSION;

    private final Normaliser normaliser;
    private final Map<String, ListIndex> lists;
    private final List<Version> versions;

    private Snapshot(Normaliser normaliser, Map<String, ListIndex> lists) {
        this.normaliser = normaliser;
        this.lists = lists;
        this.versions = lists.values().stream().map(ListIndex::version).toList();
    }

    public static Snapshot empty(Normaliser normaliser) {
        return new Snapshot(normaliser, Map.of());
    }

    /** These lists and no others. */
    public Snapshot of(List<ListIndex> indexes) {
        Map<String, ListIndex> byName = new TreeMap<>();
        indexes.forEach(index -> byName.put(index.version().list(), index));
        return new Snapshot(normaliser, byName);
    }

    public boolean isEmpty() {
        return lists.isEmpty();
    }

    public Optional<ListIndex> list(String name) {
        return Optional.ofNullable(lists.get(name));
    }

    /** By the lists' names. */
    public List<Version> versions() {
        return versions;
    }

    /** Whether there is anything in the name to compare. */
    public boolean comparable(String name) {
        return normaliser.comparable(name);
    }

    /** Who is like the party with at least that score, the best first, at most so many. */
    public List<Match> screen(Party party, double threshold, int limit) {
        Question question = new Question(party, threshold, normaliser);
        List<ListIndex.Found> found = new ArrayList<>();
        lists.values().forEach(list -> list.find(question, found::add));
        found.sort(ListIndex.Found.BEST_FIRST);
        List<Match> matches = new ArrayList<>();
        for (ListIndex.Found each : found.subList(0, Math.min(limit, found.size()))) {
            matches.add(each.explained().get());
        }
        return matches;
    }
}
