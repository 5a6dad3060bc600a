package dev.winnow.watchlist;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.NatsConfig;
import dev.winnow.messaging.config.DataSize;
import dev.winnow.messaging.config.Default;
import dev.winnow.messaging.config.Section;
import dev.winnow.messaging.ops.ProbeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The configuration of the service.
 *
 * @param policies limits by contract; see {@link dev.winnow.messaging.Policies}
 * @param watchlist what is this service's own
 */
public record WatchlistConfig(
        NatsConfig nats,
        DatabaseConfig database,
        ProbeConfig probes,
        Section policies,
        Settings watchlist) {

    /**
     * What is this service's own.
     *
     * @param loadRoots absolute folders that lists may be loaded from; default none
     * @param threshold hits with a lower score are left out, when the request has none of its own;
     *     0 to 1, default 0.86
     * @param limit at most this many hits, when the request has none of its own; 1 to 100, default
     *     20
     * @param maxFileSize a larger file of a list is refused; less than 1 GiB, default 256 MiB
     * @param maxEntries a list with more is refused; default 1,000,000
     * @param maxShrinkPercent a list that loses more of its entries against the version in force is
     *     refused; 0 to 100, default 50
     * @param keepVersions of how many versions of a list the entries are kept; default 3
     * @param refreshInterval how often to look for new versions, should a signal be lost; default 3
     *     s
     * @param skipUnknownEntries whether rows of OFAC's files that name an entry which is not on the
     *     list are left out instead of refusing the load; default false
     */
    public record Settings(
            @Default("") List<Path> loadRoots,
            @Default("0.86") double threshold,
            @Default("20") int limit,
            @Default("256MiB") DataSize maxFileSize,
            @Default("1000000") int maxEntries,
            @Default("50") int maxShrinkPercent,
            @Default("3") int keepVersions,
            @Default("3s") Duration refreshInterval,
            @Default("false") boolean skipUnknownEntries) {

        public Settings {
            loadRoots = List.copyOf(loadRoots);
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
            require(keepVersions >= 1, "keep-versions must be at least 1");
            require(refreshInterval.isPositive(), "refresh-interval must be more than nothing");
        }

        /** The defaults, with lists from these folders. */
        public static Settings loadingFrom(List<Path> roots) {
            return new Settings(
                    roots,
                    0.86,
                    20,
                    new DataSize(256L << 20),
                    1_000_000,
                    50,
                    3,
                    Duration.ofSeconds(3),
                    false);
        }

        private static void require(boolean holds, String otherwise) {
            if (!holds) {
                throw new IllegalArgumentException(otherwise);
            }
        }
    }
}
