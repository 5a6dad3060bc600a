package dev.winnow.watchlist.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What makes one version of a list another one.
 *
 * @param added entries that were not on it
 * @param removed numbers of entries that are no longer on it
 * @param changed entries of which something else is said now
 */
public record ListDifference(List<Entry> added, List<String> removed, List<Entry> changed) {
    public ListDifference {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        changed = List.copyOf(changed);
    }

    /**
     * @param before the digests of the version before, by the entries' numbers
     */
    public static ListDifference between(Map<String, String> before, List<Entry> now) {
        List<Entry> added = new ArrayList<>();
        List<Entry> changed = new ArrayList<>();
        Set<String> gone = new HashSet<>(before.keySet());
        for (Entry entry : now) {
            String old = before.get(entry.number());
            gone.remove(entry.number());
            if (old == null) {
                added.add(entry);
            } else if (!old.equals(EntryDigest.of(entry))) {
                changed.add(entry);
            }
        }
        return new ListDifference(added, gone.stream().sorted().toList(), changed);
    }

    public Version.Changes counts() {
        return new Version.Changes(added.size(), removed.size(), changed.size());
    }
}
