package dev.winnow.messaging;

/** Handles one event. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface EventHandler<E> {
    /**
     * Handles the event; it may have been handled before, since delivery is at least once.
     *
     * @throws Exception to have it delivered again later
     */
    Outcome handle(Event<E> event) throws Exception;
}
