package dev.winnow.watchlist;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.Policies;
import dev.winnow.messaging.config.DataSize;
import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.ProbeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of the service.
 *
 * @param policies limits by contract; see {@link dev.winnow.messaging.Policies}
 * @param sources where the lists of {@code watchlist.sources} come from; see {@link SourceSettings}
 * @param watchlist what is this service's own
 */
public record WatchlistConfig(
        NatsConfig nats,
        DatabaseConfig database,
        ProbeConfig probes,
        Section policies,
        Section sources,
        Settings watchlist) {

    /** With the defaults, and lists from these folders. */
    public static WatchlistConfig of(NatsConfig nats, DatabaseConfig database, List<Path> roots) {
        return new WatchlistConfig(
                nats,
                database,
                new ProbeConfig("127.0.0.1", 0),
                Section.empty(Policies.SECTION),
                Section.empty(SourceSettings.SECTION),
                Settings.loadingFrom(roots));
    }

    /**
     * What is this service's own.
     *
     * @param loadRoots absolute folders that lists may be loaded from; default none
     * @param threshold hits with a lower score are left out, when the request has none of its own;
     *     0 to 1, default 0.80
     * @param limit at most this many hits, when the request has none of its own; 1 to 100, default
     *     20
     * @param maxFileSize a larger file of a list is refused; less than 1 GiB, default 256 MiB
     * @param maxEntries a list with more is refused; default 1,000,000
     * @param maxShrinkPercent a list that loses more of its entries against the version in force is
     *     refused; 0 to 100, default 40
     * @param keepVersions of how many versions of a list the entries are kept; default 0, all
     * @param refreshInterval how often to look for new versions, should a signal be lost; default 3
     *     s
     * @param skipUnknownEntries whether rows of OFAC's files that name an entry which is not on the
     *     list are left out instead of refusing the load; default false
     * @param sources lists that are fetched on a schedule, from where section {@code sources} says;
     *     an answer that could not look at one of them is partial; default none
     * @param sourceTimeout how long the fetch of one file may take; 1 s to 3 min, default 2 min
     * @param pastVersions earlier versions that stay in memory when they have been asked for; 1 to
     *     16, default 2
     * @param indexFolder where indexes over lists are kept, for a quicker start with long lists;
     *     replicas may share it; default none
     */
    public record Settings(
            @Default("") List<Path> loadRoots,
            @Default("0.80") double threshold,
            @Default("20") int limit,
            @Default("256MiB") DataSize maxFileSize,
            @Default("1000000") int maxEntries,
            @Default("40") int maxShrinkPercent,
            @Default("0") int keepVersions,
            @Default("3s") Duration refreshInterval,
            @Default("false") boolean skipUnknownEntries,
            @Default("") List<String> sources,
            @Default("2m") Duration sourceTimeout,
            @Default("2") int pastVersions,
            Optional<Path> indexFolder) {

        public Settings {
            loadRoots = List.copyOf(loadRoots);
            sources = List.copyOf(sources);
            require(
                    loadRoots.stream().allMatch(Path::isAbsolute),
                    "load-roots must be absolute paths");
            require(threshold >= 0 && threshold <= 1, "threshold must be from 0 to 1");
            require(limit >= 1 && limit <= 100, "limit must be from 1 to 100");
            require(
                    maxFileSize.bytes() >= 1 && maxFileSize.bytes() < 1 << 30,
                    "max-file-size must be from 1B to less than 1GiB");
            require(maxEntries >= 1, "max-entries must be at least 1");
            require(
                    maxShrinkPercent >= 0 && maxShrinkPercent <= 100,
                    "max-shrink-percent must be from 0 to 100");
            require(keepVersions >= 0, "keep-versions must not be negative");
            require(refreshInterval.isPositive(), "refresh-interval must be more than nothing");
            require(
                    sourceTimeout.compareTo(Duration.ofSeconds(1)) >= 0
                            && sourceTimeout.compareTo(Duration.ofMinutes(3)) <= 0,
                    "source-timeout must be from 1s to 3m");
            require(pastVersions >= 1 && pastVersions <= 16, "past-versions must be from 1 to 16");
        }

        /** The defaults, with lists from these folders. */
        public static Settings loadingFrom(List<Path> roots) {
            return new Settings(
                    roots,
                    0.80,
                    20,
                    new DataSize(256L << 20),
                    1_000_000,
                    40,
                    0,
                    Duration.ofSeconds(3),
                    false,
                    List.of(),
                    Duration.ofMinutes(2),
                    2,
                    Optional.empty());
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
