package dev.winnow.datastore;

import dev.winnow.messaging.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Things to do at a time, kept in the service's database: over hours and days, restarts and
 * crashes, by whichever instance is there, once. There is one timer for each kind and key. All of
 * it is part of the current transaction, or of one of its own. Safe to share.
 *
 * <p>The database's clock says what is due, that of the service is never asked. With a span also
 * the moment itself is by that clock.
 */
public final class Timers {
    private static final Map<String, String> NOTHING = Map.of();

    private final Transactions transactions;
    private final Runnable scheduled;
    private final Map<String, TimerHandler> handlers = new ConcurrentHashMap<>();

    /**
     * @param scheduled called after the commit of a transaction that scheduled something
     */
    Timers(Transactions transactions, Runnable scheduled) {
        this.transactions = transactions;
        this.scheduled = scheduled;
    }

    /**
     * Says who fires the timers of a kind; before {@link Datastore#startTimers}. An instance leaves
     * kinds that it does not know to others.
     */
    public void on(String kind, TimerHandler handler) {
        if (handlers.putIfAbsent(kind, handler) != null) {
            throw new IllegalArgumentException(kind + " has a handler already");
        }
    }

    Map<String, TimerHandler> handlers() {
        return Map.copyOf(handlers);
    }

    /** Fires after the span; instead of the timer of that kind and key, if there is one. */
    public void schedule(String kind, String key, Duration span, Object payload) {
        String json = json(payload);
        change(() -> transactions.sql(h -> TimerTable.put(h, kind, key, span, json)));
    }

    /** Fires at the moment; instead of the timer of that kind and key, if there is one. */
    public void schedule(String kind, String key, Instant due, Object payload) {
        String json = json(payload);
        change(() -> transactions.sql(h -> TimerTable.put(h, kind, key, due, json)));
    }

    /** As {@link #schedule(String, String, Duration, Object)}, with nothing more to say. */
    public void schedule(String kind, String key, Duration span) {
        schedule(kind, key, span, NOTHING);
    }

    /** Moves a timer, also a dead one, with all its attempts; false when there is none (now). */
    public boolean reschedule(String kind, String key, Duration span) {
        return change(() -> transactions.sql(h -> TimerTable.move(h, kind, key, span)));
    }

    /** As {@link #reschedule(String, String, Duration)}, to a moment. */
    public boolean reschedule(String kind, String key, Instant due) {
        return change(() -> transactions.sql(h -> TimerTable.move(h, kind, key, due)));
    }

    /**
     * Takes a timer back. True: it has not fired and never will. False: there is none, or it has
     * fired; one that is being fired is waited for.
     */
    public boolean cancel(String kind, String key) {
        return transactions.<Integer>sql(h -> TimerTable.remove(h, kind, key)) == 1;
    }

    /** Those that failed for the last time, the oldest first. */
    public List<DeadTimer> dead(int limit) {
        return transactions.sql(h -> TimerTable.dead(h, limit));
    }

    private boolean change(Supplier<Integer> work) {
        return transactions.transact(() -> {
            boolean changed = work.get() == 1;
            if (changed) {
                transactions.current().orElseThrow().afterCommit(scheduled);
            }
            return changed;
        });
    }

    private static String json(Object payload) {
        return new String(Json.write(payload), StandardCharsets.UTF_8);
    }
}
