package dev.winnow.cli.local;

import dev.winnow.datastore.DatabaseConfig;

/** Each service's own database. */
public record Databases(
        DatabaseConfig applications, DatabaseConfig watchlist, DatabaseConfig screening) {

    /**
     * The configuration section {@code database} of a process that runs all services: {@code
     * database.applications.url} and so on.
     */
    public record Section(Databases database) {}
}
