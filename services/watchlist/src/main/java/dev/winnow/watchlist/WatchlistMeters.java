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

    /** Lists that should be looked at and cannot be. */
    static final String MISSING = "winnow.watchlist.lists.missing";

    /** Failures of a source one after the other; tag list. */
    static final String SOURCE_FAILURES = "winnow.watchlist.source.failures";

    /** The time since a source was last looked at with success, in seconds; tag list. */
    static final String SOURCE_AGE = "winnow.watchlist.source.age";

    private WatchlistMeters() {}

    static void register(MeterRegistry meters, CurrentLists lists, SourceSchedule sources) {
        Gauge.builder(MISSING, lists, current -> current.missing().size())
                .description("Lists that should be looked at and cannot be")
                .register(meters);
        for (String list : sources.lists()) {
            Gauge.builder(SOURCE_FAILURES, sources, s -> s.failures(list))
                    .tag("list", list)
                    .description("Failures of a source one after the other")
                    .register(meters);
            Gauge.builder(SOURCE_AGE, sources, s -> s.age(list))
                    .tag("list", list)
                    .baseUnit("seconds")
                    .description("Time since a source was last looked at with success")
                    .register(meters);
        }
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
