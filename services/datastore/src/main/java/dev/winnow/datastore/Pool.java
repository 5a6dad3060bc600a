package dev.winnow.datastore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import com.zaxxer.hikari.pool.HikariPool;
import dev.winnow.messaging.Deadline;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

/** A connection pool whose waits end with the deadline. Safe to share. */
final class Pool implements AutoCloseable {
    /** Beyond the statement's own time: then the server, or the way to it, is gone. */
    private static final Duration SOCKET_GRACE = Duration.ofSeconds(5);

    private final HikariDataSource source;
    private final Jdbi jdbi;
    private final Duration connectionTimeout;
    private final Duration statementTimeout;

    private Pool(
            HikariDataSource source,
            Duration connectionTimeout,
            Duration statementTimeout,
            UnaryOperator<Connection> wrap) {
        this.source = source;
        this.connectionTimeout = connectionTimeout;
        this.statementTimeout = statementTimeout;
        this.jdbi = Jdbi.create(() -> wrap.apply(acquire()));
        // A transaction is ended by us, on the connection itself.
        jdbi.getConfig(Handles.class).setForceEndTransactions(false);
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArrayType(Long.class, "int8");
        jdbi.registerArrayType(UUID.class, "uuid");
    }

    /**
     * @param name of the pool, in metrics and as the server's application name
     * @param idleInTransaction after which the server ends a transaction that sends nothing
     */
    static Pool open(
            String name,
            String url,
            DatabaseConfig config,
            int size,
            boolean readOnly,
            Duration idleInTransaction,
            MeterRegistry meters,
            UnaryOperator<Connection> wrap) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(name);
        hikari.setJdbcUrl(url);
        hikari.setUsername(config.user());
        hikari.setPassword(config.password().value());
        hikari.setMaximumPoolSize(size);
        hikari.setConnectionTimeout(config.connectionTimeout().toMillis());
        hikari.setValidationTimeout(config.connectionTimeout().toMillis());
        hikari.setAutoCommit(false);
        hikari.setReadOnly(readOnly);
        // The schema has just been brought up to date: the server was there a moment ago.
        hikari.setInitializationFailTimeout(-1);
        hikari.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        ConnectionSettings.of(name, config.connectionTimeout())
                .forEach(hikari::addDataSourceProperty);
        hikari.addDataSourceProperty(
                "socketTimeout",
                String.valueOf(config.statementTimeout().plus(SOCKET_GRACE).toSeconds()));
        hikari.addDataSourceProperty(
                "options",
                "-c statement_timeout="
                        + config.statementTimeout().toMillis()
                        + " -c idle_in_transaction_session_timeout="
                        + idleInTransaction.toMillis());
        return new Pool(
                new HikariDataSource(hikari),
                config.connectionTimeout(),
                config.statementTimeout(),
                wrap);
    }

    /** What each of the pool's connections starts with. */
    Duration statementTimeout() {
        return statementTimeout;
    }

    /**
     * A connection, waiting no longer than the pool's timeout and the current deadline.
     *
     * @throws DatastoreException when there is none in time
     */
    Handle handle() {
        return jdbi.open();
    }

    /** As {@link #handle}, when that deadline is earlier than the current one. */
    Handle handle(Deadline deadline) {
        AtomicReference<@Nullable Handle> opened = new AtomicReference<>();
        deadline.run(() -> opened.set(handle()));
        return Objects.requireNonNull(opened.get());
    }

    private Connection acquire() {
        Optional<Deadline> deadline = Deadline.current();
        try {
            if (deadline.isEmpty()
                    || deadline.get().remaining().compareTo(connectionTimeout) >= 0) {
                return source.getConnection();
            }
            return acquireWithin(deadline.get());
        } catch (SQLException | HikariPool.PoolInitializationException e) {
            throw unavailable(e);
        }
    }

    /** The pool itself knows one timeout only, so a thread of its own waits, and is given up. */
    private Connection acquireWithin(Deadline deadline) throws SQLException {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().name("connection").start(() -> acquireInto(result));
        try {
            return result.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            DatastoreException late =
                    new DatastoreException.DeadlineExceeded("no connection before the deadline", e);
            if (result.completeExceptionally(late)) {
                waiting.interrupt();
                throw late;
            }
            return settled(result); // it came at the very last moment
        } catch (ExecutionException e) {
            return settled(result);
        } catch (InterruptedException e) {
            waiting.interrupt();
            Thread.currentThread().interrupt();
            if (!result.completeExceptionally(e)) {
                settled(result).close();
            }
            throw new DatastoreException.Unavailable("interrupted", e);
        }
    }

    private static Connection settled(CompletableFuture<Connection> result) throws SQLException {
        if (result.isCompletedExceptionally()) {
            Throwable cause = result.exceptionNow();
            throw cause instanceof SQLException sql ? sql : new SQLException(cause);
        }
        return result.resultNow();
    }

    private void acquireInto(CompletableFuture<Connection> result) {
        try {
            Connection connection = source.getConnection();
            if (!result.complete(connection)) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    private DatastoreException unavailable(Exception e) {
        SQLException sql = SqlErrors.find(e);
        String cause =
                sql == null || sql.getCause() == null
                        ? e.getMessage()
                        : sql.getCause().getMessage();
        return new DatastoreException.Unavailable(
                source.getPoolName() + ": no connection to the database: " + cause, e);
    }

    @Override
    public void close() {
        source.close();
    }
}
