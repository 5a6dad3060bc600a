package dev.winnow.datastore;

import dev.winnow.messaging.Event;
import java.time.Duration;
import org.jdbi.v3.core.Handle;

/** The SQL of {@code datastore.inbox}. */
final class InboxTable {
    private InboxTable() {}

    /**
     * Whether the event is new to the consumer. Waits for another transaction that is handling it
     * right now, and then goes by what became of that one.
     */
    static boolean enter(Handle handle, String consumer, Event<?> event) {
        return handle.execute(
                        "INSERT INTO datastore.inbox (consumer, source, event_id) VALUES (?, ?, ?)"
                                + " ON CONFLICT DO NOTHING",
                        consumer,
                        event.source(),
                        event.effectId())
                == 1;
    }

    static int deleteHandled(Handle handle, Duration olderThan, int limit) {
        return handle.createUpdate(
                        "DELETE FROM datastore.inbox WHERE ctid IN (SELECT ctid FROM"
                            + " datastore.inbox WHERE handled_at < clock_timestamp() -"
                            + " make_interval(secs => :age) ORDER BY handled_at LIMIT :limit FOR"
                            + " UPDATE SKIP LOCKED)")
                .bind("age", olderThan.toMillis() / 1000.0)
                .bind("limit", limit)
                .execute();
    }
}
