package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Keeps lists in memory; an exception undoes the change, as a transaction does. For one thread. */
final class ListsInMemory implements Lists {
    private Map<String, Map<Version, List<Entry>>> kept = new TreeMap<>();

    @Override
    public <T> T changing(String list, Function<Optional<Version>, T> work) {
        Map<String, Map<Version, List<Entry>>> before = new TreeMap<>();
        kept.forEach((name, versions) -> before.put(name, versions(versions)));
        try {
            return work.apply(newest(list));
        } catch (RuntimeException e) {
            kept = before;
            throw e;
        }
    }

    @Override
    public void add(Version version, List<Entry> entries, int keep) {
        Map<Version, List<Entry>> versions =
                kept.computeIfAbsent(version.list(), list -> versions(Map.of()));
        versions.put(version, entries);
        versions.replaceAll(
                (v, kept) -> v.number() > version.number() - keep ? kept : new ArrayList<>());
    }

    @Override
    public List<Version> inForce() {
        return kept.keySet().stream().map(list -> newest(list).orElseThrow()).toList();
    }

    @Override
    public List<Entry> entries(Version version) {
        return kept.getOrDefault(version.list(), Map.of()).getOrDefault(version, List.of());
    }

    private Optional<Version> newest(String list) {
        return kept.getOrDefault(list, Map.of()).keySet().stream()
                .max(Comparator.comparingInt(Version::number));
    }

    private static Map<Version, List<Entry>> versions(Map<Version, List<Entry>> copy) {
        Map<Version, List<Entry>> versions =
                new TreeMap<>(Comparator.comparingInt(Version::number));
        versions.putAll(copy);
        return versions;
    }
}
