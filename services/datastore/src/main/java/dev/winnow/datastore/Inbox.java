package dev.winnow.datastore;

import dev.winnow.messaging.EventHandler;
import dev.winnow.messaging.Outcome;
import io.micrometer.core.instrument.Counter;
import java.util.function.Supplier;

/**
 * Makes the effect of each event happen once, in a transaction that it shares with others where
 * that helps. Safe to share.
 */
final class Inbox implements AutoCloseable {
    private final Transactions transactions;
    private final InboxMeters meters;
    private final GroupCommit groups;

    Inbox(
            String service,
            Transactions transactions,
            InboxConfig config,
            Internals internals,
            InboxMeters meters) {
        this.transactions = transactions;
        this.meters = meters;
        this.groups = new GroupCommit(service, transactions, config, internals, meters);
    }

    /** How many deliveries wait for a group. */
    int waiting() {
        return groups.waiting();
    }

    <E> EventHandler<E> once(String consumer, TransactionalHandler<E> handler) {
        Counter duplicates = meters.duplicates(consumer);
        Pace pace = new Pace();
        return event -> {
            transactions.requireNone();
            InboxKey key = InboxKey.of(consumer, event);
            Supplier<Outcome> effect = () -> handler.handle(event);
            Supplier<Outcome> alone = () -> alone(key, effect, pace, duplicates);
            // One that has failed before may well fail again, and would undo the others with it.
            if (event.deliveries() > 1 || !groups.mayJoin(pace)) {
                return alone.get();
            }
            return groups.handle(() -> new Member(key, effect, pace, duplicates), alone);
        };
    }

    private Outcome alone(InboxKey key, Supplier<Outcome> effect, Pace pace, Counter duplicates) {
        return transactions.transactIf(
                outcome -> outcome instanceof Outcome.Done,
                () -> {
                    if (enter(key)) {
                        long began = System.nanoTime();
                        try {
                            return effect.get();
                        } finally {
                            pace.took(System.nanoTime() - began);
                        }
                    }
                    duplicates.increment();
                    return Outcome.done();
                });
    }

    /** What somebody else's transaction with this event takes so long for is not its fault. */
    private boolean enter(InboxKey key) {
        try {
            return transactions.jdbc(connection -> InboxTable.enter(connection, key));
        } catch (DatastoreException.DeadlineExceeded waited) {
            throw new DatastoreException.Unavailable(
                    "another transaction has begun with this event and does not end: "
                            + waited.getMessage(),
                    waited);
        }
    }

    @Override
    public void close() {
        groups.close();
    }
}
