package dev.winnow.datastore;

import dev.winnow.contracts.outbox.PublishedEvents;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of published events, which {@code datastore.outbox} keeps for a while. */
final class PublishedTable {
    private PublishedTable() {}

    /** An event as it was acknowledged. */
    record Published(long id, String eventId, String stream, long sequence) {}

    /** In the order in which they were written, behind that row. */
    static List<Published> after(Handle handle, long id, int limit) {
        return handle.createQuery(
                        "SELECT id, event_id, stream, stream_sequence FROM datastore.outbox"
                                + " WHERE id > :id AND published_at IS NOT NULL"
                                + " AND stream_sequence IS NOT NULL ORDER BY id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map((rows, context) ->
                        new Published(
                                rows.getLong("id"),
                                rows.getString("event_id"),
                                rows.getString("stream"),
                                rows.getLong("stream_sequence")))
                .list();
    }

    static List<PublishedEvents> byStream(Handle handle) {
        return handle.createQuery(
                        "SELECT stream, count(*) AS events, max(stream_sequence) AS last"
                                + " FROM datastore.outbox WHERE published_at IS NOT NULL"
                                + " GROUP BY stream ORDER BY stream")
                .map((rows, context) ->
                        new PublishedEvents(
                                rows.getString("stream"),
                                rows.getLong("events"),
                                rows.getLong("last")))
                .list();
    }
}
