package dev.winnow.watchlist.domain;

import dev.winnow.matching.NameIndex;
import java.util.function.Supplier;

/** Where the index over a list's names comes from. Thread-safe. */
@FunctionalInterface
public interface NameIndexes {
    /**
     * @param part persons or others
     * @param names says which names these are, in their order; the same for the same names only
     * @param making makes it, which takes its time
     */
    NameIndex of(Version version, String part, Supplier<String> names, Supplier<NameIndex> making);

    /** Always made. */
    static NameIndexes made() {
        return (version, part, names, making) -> making.get();
    }
}
