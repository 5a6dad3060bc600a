package dev.winnow.cli.local;

import dev.winnow.datastore.DatabaseConfig;
import java.util.Optional;

/**
 * Each service's own database.
 *
 * @param velocity empty for a Winnow without the velocity service, whose screenings go without its
 *     check
 */
public record Databases(
        DatabaseConfig applications,
        DatabaseConfig watchlist,
        DatabaseConfig screening,
        Optional<DatabaseConfig> velocity) {

    /**
     * The configuration section {@code database} of a process that runs all services: {@code
     * database.applications.url} and so on.
     */
    public record Section(Databases database) {}
}
