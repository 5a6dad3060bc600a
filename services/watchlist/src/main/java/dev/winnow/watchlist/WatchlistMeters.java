package dev.winnow.watchlist;

import dev.winnow.watchlist.application.CurrentLists;
import dev.winnow.watchlist.domain.Version;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToIntFunction;

/** The service's own meters; those of its endpoints are the runtime's. */
final class WatchlistMeters {
    /** Lists in memory. */
    static final String LISTS = "winnow.watchlist.lists";

    /** Entries of all lists in memory. */
    static final String ENTRIES = "winnow.watchlist.entries";

    /** Names and aliases of all lists in memory. */
    static final String NAMES = "winnow.watchlist.names";

    private WatchlistMeters() {}

    static void register(MeterRegistry meters, CurrentLists lists) {
        gauge(meters, LISTS, "Lists in memory", lists, version -> 1);
        gauge(meters, ENTRIES, "Entries in memory", lists, Version::entries);
        gauge(meters, NAMES, "Names and aliases in memory", lists, Version::names);
    }

    private static void gauge(
            MeterRegistry meters,
            String name,
            String description,
            CurrentLists lists,
            ToIntFunction<Version> count) {
        Gauge.builder(
                        name,
                        lists,
                        current -> current.snapshot().versions().stream().mapToInt(count).sum())
                .description(description)
                .register(meters);
    }
}
