package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** One open transaction. It belongs to the thread that opened it. */
final class Tx {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final long owner = Thread.currentThread().threadId();
    private final Handle handle;
    private final List<OutboxRow> events = new ArrayList<>();
    private Duration statementTimeout;
    private boolean limited;
    private boolean rollbackOnly;
    private boolean committed;

    Tx(Handle handle, Duration statementTimeout) {
        this.handle = handle;
        this.statementTimeout = statementTimeout;
    }

    <T> T sql(Function<Handle, T> work) {
        requireOwner();
        if (rollbackOnly) {
            throw new DatastoreException.Broken("this transaction has already failed", null);
        }
        try {
            limitStatements();
            return work.apply(handle);
        } catch (JdbiException e) {
            // PostgreSQL takes no more statements of a transaction in which one has failed.
            rollbackOnly = true;
            throw SqlErrors.translate(e);
        }
    }

    /**
     * Gives the next statements no more than the deadline leaves. Said to the server when it is
     * less than what was said before by a tenth, not before each statement: that would be one more
     * round trip each time.
     */
    private void limitStatements() {
        Optional<Deadline> deadline = Deadline.current();
        if (deadline.isEmpty()) {
            return;
        }
        Duration left = deadline.get().remaining();
        if (left.compareTo(LEAST) < 0) {
            throw tooLate();
        }
        Duration threshold =
                limited ? statementTimeout.multipliedBy(9).dividedBy(10) : statementTimeout;
        if (left.compareTo(threshold) < 0) {
            handle.execute("SET LOCAL statement_timeout = " + left.toMillis());
            statementTimeout = left;
            limited = true;
        }
    }

    static DatastoreException tooLate() {
        return new DatastoreException.DeadlineExceeded(
                "the deadline is over; nothing was sent to the database", null);
    }

    void add(OutboxRow event) {
        requireOwner();
        events.add(event);
    }

    void rollbackOnly() {
        rollbackOnly = true;
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    /** Whether there is something for the relay now. */
    boolean hasPublishable() {
        return committed && !events.isEmpty();
    }

    void commit() {
        requireOwner();
        if (!events.isEmpty()) {
            // Last of all, when all rows that this transaction depends on are locked or written:
            // so a transaction that saw this one's effects gets higher ids.
            sql(h -> OutboxTable.insert(h, events));
        }
        try {
            handle.getConnection().commit();
            committed = true;
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        }
    }

    void rollback() throws SQLException {
        handle.getConnection().rollback();
    }

    /** A connection takes one statement at a time: a fan-out has to bring its own transactions. */
    private void requireOwner() {
        if (Thread.currentThread().threadId() != owner) {
            throw new IllegalStateException("a transaction belongs to the thread that opened it");
        }
    }
}
