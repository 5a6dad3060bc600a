package dev.winnow.datastore;

import dev.winnow.contracts.EventContract;
import dev.winnow.messaging.EventMessage;
import java.time.Clock;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * The way in which facts leave the service: an event added here is published if, and only if, the
 * transaction commits, however the process ends. Safe to share.
 */
public final class Outbox {
    private final Transactions transactions;
    private final Clock clock;
    private final Runnable wakeRelay;
    private final BooleanSupplier full;

    Outbox(Transactions transactions, Clock clock, Runnable wakeRelay, BooleanSupplier full) {
        this.transactions = transactions;
        this.clock = clock;
        this.wakeRelay = wakeRelay;
        this.full = full;
    }

    /**
     * Adds an event to the current transaction, with the current trace context. Events of one key
     * are published in the order in which their transactions depend on each other.
     *
     * @throws IllegalStateException outside {@link Datastore#transact}
     * @throws DatastoreException.OutboxFull when more wait than the limit allows
     */
    public <E> void add(EventContract<E> contract, E event) {
        Tx tx =
                transactions
                        .current()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "an event is part of a transaction; add it inside"
                                                + " transact"));
        if (full.getAsBoolean()) {
            tx.rollbackOnly();
            throw new DatastoreException.OutboxFull(
                    "too many events wait to be published; nothing is added to them");
        }
        String id = UUID.randomUUID().toString();
        EventMessage message = EventMessage.of(contract, event, id, clock.instant());
        tx.add(OutboxRow.unsaved(contract.key().apply(event), message), wakeRelay);
    }
}
