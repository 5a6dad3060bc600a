package dev.winnow.datastore;

/** Does what a timer is for. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface TimerHandler {
    /**
     * Inside the transaction that also removes the timer: its effects in the database, the outbox
     * and further timers happen once, those elsewhere at least once. It has 30 s.
     *
     * @throws Exception to undo all of it and be called again later, with backoff
     */
    void fire(Timer timer) throws Exception;
}
