package dev.winnow.cli.local;

import dev.winnow.datastore.DatabaseConfig;
import dev.winnow.messaging.config.Secret;
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
     * What a process that runs all services is told: {@code database.applications.url} and so on.
     *
     * @param velocity empty for the secret that is kept in the data directory
     */
    public record Sections(Databases database, Optional<Velocity> velocity) {}

    /**
     * The configuration section {@code velocity}.
     *
     * @param secret with which the velocity service's database was made
     */
    public record Velocity(Secret secret) {}
}
