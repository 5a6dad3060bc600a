package dev.winnow.datastore;

import dev.winnow.messaging.Event;
import dev.winnow.messaging.Outcome;

/**
 * Handles an event inside the transaction that also remembers that it was handled.
 *
 * <p>Its effects are made through the {@link Datastore} only, the outbox among them: what waits at
 * the same moment may be handled in one transaction, one after the other on one thread, each with
 * the deadline, trace and MDC of its delivery, and with its interrupts. When one of them fails, all
 * of them are undone and each is handled again in a transaction of its own. So a handler may run
 * twice for one delivery, and what it does outside the database may then have happened twice, as it
 * may when an event is delivered again. It should be short: no calls to other services, no waiting.
 */
@FunctionalInterface
public interface TransactionalHandler<E> {
    /**
     * Makes the event's effect. Anything but {@link Outcome.Done}, and any exception, rolls it
     * back.
     */
    Outcome handle(Event<E> event);
}
