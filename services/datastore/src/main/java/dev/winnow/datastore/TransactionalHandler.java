package dev.winnow.datastore;

import dev.winnow.messaging.Event;
import dev.winnow.messaging.Outcome;

/** Handles an event inside the transaction that also remembers that it was handled. */
@FunctionalInterface
public interface TransactionalHandler<E> {
    /**
     * Makes the event's effect. Anything but {@link Outcome.Done}, and any exception, rolls it
     * back.
     */
    Outcome handle(Event<E> event);
}
