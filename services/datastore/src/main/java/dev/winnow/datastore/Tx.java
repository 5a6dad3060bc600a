package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open transaction. It belongs to the thread that opened it. */
final class Tx {
    private static final Logger LOG = LoggerFactory.getLogger(Tx.class);
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Handle handle;
    private final Duration longestStatement;
    private final List<OutboxRow> events = new ArrayList<>();
    private final Set<Runnable> afterCommit = new LinkedHashSet<>();
    private final long owner = Thread.currentThread().threadId();
    private Duration statementTimeout;
    private volatile boolean rollbackOnly;
    private volatile boolean committed;

    Tx(Handle handle, Duration statementTimeout) {
        this.handle = handle;
        this.longestStatement = statementTimeout;
        this.statementTimeout = statementTimeout;
    }

    /** Plain JDBC, for the statements that each event pays for. */
    @FunctionalInterface
    interface JdbcWork<T> {
        T apply(Connection connection) throws SQLException;
    }

    <T> T sql(Function<Handle, T> work) {
        begin();
        try {
            limitStatements();
            return work.apply(handle);
        } catch (JdbiException e) {
            // PostgreSQL takes no more statements of a transaction in which one has failed.
            rollbackOnly = true;
            throw SqlErrors.translate(e);
        }
    }

    <T> T jdbc(JdbcWork<T> work) {
        begin();
        try {
            limitStatements();
            return work.apply(handle.getConnection());
        } catch (SQLException e) {
            rollbackOnly = true;
            throw SqlErrors.translate(e);
        } catch (JdbiException e) {
            rollbackOnly = true;
            throw SqlErrors.translate(e);
        }
    }

    private void begin() {
        requireOwner();
        if (rollbackOnly) {
            throw new DatastoreException.Broken("this transaction has already failed", null);
        }
    }

    /**
     * Gives the next statements no more than the deadline leaves, and what an earlier, shorter one
     * took from them back. Said to the server when it is less than what was said before by a tenth,
     * or more, not before each statement: that would be one more round trip each time.
     */
    private void limitStatements() {
        Optional<Deadline> deadline = Deadline.current();
        if (deadline.isEmpty() && statementTimeout.equals(longestStatement)) {
            return;
        }
        Duration left = deadline.map(Deadline::remaining).orElse(longestStatement);
        if (left.compareTo(LEAST) < 0) {
            throw tooLate();
        }
        Duration wanted = left.compareTo(longestStatement) < 0 ? left : longestStatement;
        boolean less =
                statementTimeout.equals(longestStatement)
                        ? wanted.compareTo(statementTimeout) < 0
                        : wanted.compareTo(statementTimeout.multipliedBy(9).dividedBy(10)) < 0;
        if (less || wanted.compareTo(statementTimeout) > 0) {
            handle.execute("SET LOCAL statement_timeout = " + wanted.toMillis());
            statementTimeout = wanted;
        }
    }

    static DatastoreException tooLate() {
        return new DatastoreException.DeadlineExceeded(
                "the deadline is over; nothing was sent to the database", null);
    }

    /** Adds an event, and wakes the relay for it after the commit. */
    void add(OutboxRow event, Runnable relay) {
        requireOwner();
        events.add(event);
        afterCommit.add(relay);
    }

    /** To be run when all of it is committed; the same thing once. */
    void afterCommit(Runnable work) {
        requireOwner();
        afterCommit.add(work);
    }

    void runAfterCommit() {
        if (committed) {
            afterCommit.forEach(Runnable::run);
        }
    }

    void rollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    void commit() {
        requireOwner();
        if (!events.isEmpty()) {
            // Last of all, when all rows that this transaction depends on are locked or written:
            // so a transaction that saw this one's effects gets higher ids.
            jdbc(connection -> OutboxTable.insertAndCommit(connection, events));
        }
        try {
            handle.getConnection().commit(); // no trip when that has ended it
            committed = true;
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        }
    }

    void rollback() throws SQLException {
        handle.getConnection().rollback();
    }

    /** Takes back what was done since; a broken connection leaves the transaction failed. */
    void rollbackTo(Savepoint before) {
        requireOwner();
        rollbackOnly = true;
        try {
            handle.getConnection().rollback(before);
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        }
        events.clear();
        afterCommit.clear();
        rollbackOnly = false;
    }

    /**
     * By any thread while it is open: has the server end the statement at work, if there is one.
     * Nothing of the transaction is kept.
     */
    void cancel() {
        rollbackOnly = true;
        Connection connection = handle.getConnection();
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            LOG.debug("a statement could not be cancelled; its connection is closed", e);
            close(connection);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("a connection could not be closed", e);
        }
    }

    /** A connection takes one statement at a time: a fan-out has to bring its own transactions. */
    private void requireOwner() {
        if (Thread.currentThread().threadId() != owner) {
            throw new IllegalStateException("a transaction belongs to the thread that opened it");
        }
    }
}
