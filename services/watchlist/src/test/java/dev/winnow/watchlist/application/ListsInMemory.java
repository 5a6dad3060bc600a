package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryDigest;
import dev.winnow.watchlist.domain.ListDifference;
import dev.winnow.watchlist.domain.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Keeps lists in memory; an exception undoes the change, as a transaction does. For one thread. */
final class ListsInMemory implements Lists, ListHistory {
    private Map<String, Map<Version, List<Entry>>> kept = new TreeMap<>();
    private final Set<String> broken = new HashSet<>();

    /** Its entries cannot be read from now on. */
    void breakDown(String list) {
        broken.add(list);
    }

    /** The entries of a version are gone. */
    void forget(Version version) {
        versionsOf(version.list()).put(version, List.of());
    }

    @Override
    public <T> T changing(String list, Function<Optional<Version>, T> work) {
        Map<String, Map<Version, List<Entry>>> before = new TreeMap<>();
        kept.forEach((name, versions) -> before.put(name, copy(versions)));
        try {
            return work.apply(newest(list));
        } catch (RuntimeException e) {
            kept = before;
            throw e;
        }
    }

    @Override
    public Map<String, String> digests(String list) {
        Map<String, String> digests = new HashMap<>();
        newest(list)
                .map(this::entries)
                .orElse(List.of())
                .forEach(entry -> digests.put(entry.number(), EntryDigest.of(entry)));
        return digests;
    }

    @Override
    public void add(Version version, ListDifference difference, int keep) {
        Map<String, Entry> entries = new TreeMap<>();
        newest(version.list())
                .map(this::entries)
                .orElse(List.of())
                .forEach(entry -> entries.put(entry.number(), entry));
        difference.removed().forEach(entries::remove);
        difference.added().forEach(entry -> entries.put(entry.number(), entry));
        difference.changed().forEach(entry -> entries.put(entry.number(), entry));
        kept.computeIfAbsent(version.list(), list -> copy(Map.of()))
                .put(version, List.copyOf(entries.values()));
    }

    @Override
    public List<Version> inForce() {
        return kept.keySet().stream().map(list -> newest(list).orElseThrow()).toList();
    }

    @Override
    public List<Entry> entries(Version version) {
        if (broken.contains(version.list())) {
            throw new IllegalStateException("the entries cannot be read");
        }
        return versionsOf(version.list()).getOrDefault(version, List.of());
    }

    @Override
    public Optional<Version> newest(String list) {
        return versionsOf(list).keySet().stream().max(Comparator.comparingInt(Version::number));
    }

    @Override
    public Optional<Version> version(String list, int number) {
        return versionsOf(list).keySet().stream().filter(v -> v.number() == number).findFirst();
    }

    @Override
    public List<Version> versions(String list, int below, int limit) {
        return versionsOf(list).keySet().stream()
                .filter(v -> v.number() < below)
                .sorted(Comparator.comparingInt(Version::number).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public boolean isKept(Version version) {
        return entries(version).size() == version.entries();
    }

    @Override
    public Optional<Entry> entry(String list, int version, String number) {
        return version(list, version).map(this::entries).orElse(List.of()).stream()
                .filter(entry -> entry.number().equals(number))
                .findFirst();
    }

    @Override
    public List<Found> entries(String number, int limit) {
        List<Found> found = new ArrayList<>();
        for (Version version : inForce()) {
            entry(version.list(), version.number(), number)
                    .ifPresent(entry -> found.add(new Found(version.list(), entry)));
        }
        return found;
    }

    @Override
    public Version.Changes changes(String list, int from, int to) {
        throw new UnsupportedOperationException("asked of the database only");
    }

    @Override
    public List<ChangedEntry> changedEntries(
            String list, int from, int to, String above, int limit) {
        throw new UnsupportedOperationException("asked of the database only");
    }

    private Map<Version, List<Entry>> versionsOf(String list) {
        return kept.getOrDefault(list, copy(Map.of()));
    }

    private static Map<Version, List<Entry>> copy(Map<Version, List<Entry>> versions) {
        Map<Version, List<Entry>> copy = new TreeMap<>(Comparator.comparingInt(Version::number));
        copy.putAll(versions);
        return copy;
    }
}
