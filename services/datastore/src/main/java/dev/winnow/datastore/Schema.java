package dev.winnow.datastore;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a database up to date: the datastore's own schema, and the service's. */
final class Schema {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
    private static final String OWN = "datastore";
    private static final long MIGRATION_LOCK = 0x57696e6e6f770002L;
    private static final Duration LONGEST_MIGRATION = Duration.ofMinutes(5);

    private final String service;
    private final DatabaseConfig config;

    Schema(String service, DatabaseConfig config) {
        this.service = service;
        this.config = config;
    }

    void migrate() {
        try (Connection lock = connect()) {
            // Instances that start together take turns, from before the first schema is made.
            lock(lock);
            int applied = migrateOwn() + migrateService();
            if (applied > 0) {
                LOG.info("{}: {} database migrations applied", service, applied);
            }
        } catch (SQLException e) {
            throw named(SqlErrors.translate(e), e);
        } catch (FlywayException e) {
            SQLException sql = SqlErrors.find(e);
            throw sql == null
                    ? new DatastoreException.Broken(
                            service + ": migration failed: " + e.getMessage(), e)
                    : named(SqlErrors.translate(sql), e);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password().value());
        properties.putAll(settings());
        return DriverManager.getConnection(config.url(), properties);
    }

    private Map<String, String> settings() {
        return ConnectionSettings.of(service + "-migration", config.connectionTimeout());
    }

    private static void lock(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT set_config('statement_timeout', ?, false),"
                                + " pg_advisory_lock(?)")) {
            statement.setString(1, String.valueOf(LONGEST_MIGRATION.toMillis()));
            statement.setLong(2, MIGRATION_LOCK);
            statement.execute();
        }
    }

    private int migrateOwn() {
        return flyway("classpath:db/" + OWN)
                .schemas(OWN)
                .defaultSchema(OWN)
                .createSchemas(true)
                .table("schema_history")
                .load()
                .migrate()
                .migrationsExecuted;
    }

    private int migrateService() {
        return flyway("classpath:db/" + service).load().migrate().migrationsExecuted;
    }

    private FluentConfiguration flyway(String location) {
        return Flyway.configure()
                .loggers(QuietFlywayLog.class.getName())
                .dataSource(config.url(), config.user(), config.password().value())
                .jdbcProperties(settings())
                .locations(location)
                .validateMigrationNaming(true);
    }

    /** The same kind of problem, saying which database. */
    private DatastoreException named(DatastoreException problem, Exception cause) {
        String where = config.url().replaceFirst("\\?.*$", "") + " as " + config.user();
        String message = service + ": cannot use " + where + ": " + problem.getMessage();
        return problem instanceof DatastoreException.Unavailable
                ? new DatastoreException.Unavailable(message, cause)
                : new DatastoreException.Broken(message, cause);
    }
}
