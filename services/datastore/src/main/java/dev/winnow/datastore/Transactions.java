package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Opens, joins and ends transactions on one pool. Safe to share. */
final class Transactions {
    private final Pool pool;
    private final ScopedValue<Tx> current = ScopedValue.newInstance();

    Transactions(Pool pool) {
        this.pool = pool;
    }

    Optional<Tx> current() {
        return current.isBound() ? Optional.of(current.get()) : Optional.empty();
    }

    <T> T sql(Function<Handle, T> work) {
        return current.isBound()
                ? current.get().sql(work)
                : transact(() -> current.get().sql(work));
    }

    <T> T transact(Supplier<T> work) {
        return current.isBound()
                ? join(current.get(), work)
                : begin(work, result -> true, Optional.empty());
    }

    /** As {@link #sql}, in a transaction that is there, with plain JDBC. */
    <T> T jdbc(Tx.JdbcWork<T> work) {
        return current.get().jdbc(work);
    }

    /** A transaction of its own, committed only if its result is to be kept. */
    <T> T transactIf(Predicate<T> keep, Supplier<T> work) {
        return transactIf(keep, work, Optional.empty());
    }

    /** As before, with a deadline for the wait for a connection only. */
    <T> T transactIf(Predicate<T> keep, Supplier<T> work, Optional<Deadline> connected) {
        requireNone();
        return begin(work, keep, connected);
    }

    /** Does a part of the current transaction; when it fails, just this part is taken back. */
    void attempt(Runnable part) {
        Tx tx = current.get();
        Savepoint before = tx.jdbc(Connection::setSavepoint);
        try {
            part.run();
            if (tx.isRollbackOnly()) {
                throw partFailed();
            }
        } catch (RuntimeException | Error e) {
            tx.rollbackTo(before);
            throw e;
        }
    }

    private static DatastoreException partFailed() {
        return new DatastoreException.Broken(
                "a part of the transaction failed, so nothing of it is committed", null);
    }

    /** What begins a transaction of its own cannot be a part of another. */
    void requireNone() {
        if (current.isBound()) {
            throw new IllegalStateException("not inside another transaction");
        }
    }

    /** A part that failed fails the whole, also when its exception is caught on the way. */
    private static <T> T join(Tx tx, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            tx.rollbackOnly();
            throw e;
        }
    }

    private <T> T begin(Supplier<T> work, Predicate<T> keep, Optional<Deadline> connected) {
        if (Deadline.current().filter(Deadline::expired).isPresent()) {
            throw Tx.tooLate();
        }
        T result;
        Tx tx;
        try (Handle handle = connected.map(pool::handle).orElseGet(pool::handle)) {
            tx = new Tx(handle, pool.statementTimeout());
            result = run(tx, work, keep);
        } catch (RuntimeException e) {
            throw SqlErrors.translate(e);
        }
        tx.runAfterCommit();
        return result;
    }

    private <T> T run(Tx tx, Supplier<T> work, Predicate<T> keep) {
        try {
            T result = ScopedValue.where(current, tx).call(work::get);
            if (!keep.test(result)) {
                rollback(tx);
            } else if (tx.isRollbackOnly()) {
                throw partFailed();
            } else {
                tx.commit();
            }
            return result;
        } catch (RuntimeException | Error e) {
            try {
                tx.rollback();
            } catch (SQLException lost) {
                e.addSuppressed(lost);
            }
            throw e;
        }
    }

    private static void rollback(Tx tx) {
        try {
            tx.rollback();
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        }
    }
}
