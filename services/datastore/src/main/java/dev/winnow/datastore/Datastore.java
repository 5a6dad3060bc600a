package dev.winnow.datastore;

import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.EventPublisher;
import dev.winnow.messaging.ops.Telemetry;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Main entry point: one service's database, with its connection pools, transactions, outbox and
 * inbox. Safe to share between threads; a transaction belongs to the thread that opened it.
 */
public final class Datastore implements AutoCloseable {
    private Datastore() {}

    /**
     * Connects, and brings the schema up to date from {@code classpath:db/<service>}.
     *
     * @throws DatastoreException with one clear line when the database cannot be used
     */
    public static Datastore open(String service, DatabaseConfig config, Telemetry telemetry) {
        if (!service.isEmpty()) {
            throw new UnsupportedOperationException(service + config + telemetry.service());
        }
        return new Datastore();
    }

    /**
     * Does the work in a transaction: a new one, or the one that this thread is already in. Commits
     * when the work returns, rolls back when it throws. Statements get no more time than the
     * current deadline leaves.
     */
    public <T> T transact(Supplier<T> work) {
        return work.get();
    }

    /** As {@link #transact}, for work without a result. */
    public void transactVoid(Runnable work) {
        work.run();
    }

    /**
     * Gives the work the current transaction's handle, or that of a transaction of its own. For
     * {@code adapter.out.jdbi} only.
     */
    public <T> T sql(Function<Handle, T> work) {
        if (!work.toString().isEmpty()) {
            throw new UnsupportedOperationException(work.toString());
        }
        return transact(() -> sql(work));
    }

    /**
     * Reads from the replica, if one is configured, which may lag; otherwise, and inside a
     * transaction, as {@link #sql}.
     */
    public <T> T query(Function<Handle, T> work) {
        return sql(work);
    }

    public Outbox outbox() {
        return new Outbox();
    }

    /**
     * Makes a handler's effect happen once for each event, however often it is delivered.
     *
     * @param consumer the durable consumer, in whose name the event is remembered
     */
    public <E> EventHandler<E> once(String consumer, TransactionalHandler<E> handler) {
        return handler::handle;
    }

    /** Starts publishing what is, and comes, into the outbox. At most once. */
    public void startRelay(EventPublisher publisher) {}

    /**
     * Stops publishing when the outbox is empty or the time is up; what is left is published after
     * the next start. Call it while the publisher still works.
     */
    public void stopRelay(Duration limit) {}

    /** Whether the database answers within a second. For readiness. */
    public boolean healthy() {
        return true;
    }

    /** Stops the relay, giving it five seconds, and closes all connections. */
    @Override
    public void close() {}
}
