package dev.winnow.datastore;

import dev.winnow.messaging.EventMessage;
import dev.winnow.messaging.Json;
import dev.winnow.messaging.PublishOutcome.Acknowledged;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/** The SQL of {@code datastore.outbox}. */
final class OutboxTable {
    /** Any number will do that nothing else in this database locks. */
    private static final long RELAY_LOCK = 0x57696e6e6f770001L;

    private static final String INSERT_AND_COMMIT =
            "INSERT INTO datastore.outbox (event_id, stream, subject, key, headers, body) SELECT"
                + " event_id, stream, subject, key, CAST(headers AS jsonb), body FROM unnest(?, ?,"
                + " ?, ?, ?, ?) WITH ORDINALITY AS e (event_id, stream, subject, key, headers,"
                + " body, position) ORDER BY position; COMMIT";

    // A statement of its own after the lock: it sees what the holder before has published. What
    // the holder says in the end is that events were published; when a crash of the database
    // forgets that, they are published again under the same ids, so no commit waits for the disk.
    // The driver keeps the server's plans, also those made while the table was all but empty: they
    // have to go by the indexes from the start, or each pass reads all that was ever published.
    private static final String LOCK_AND_READ =
            "SELECT set_config('synchronous_commit', 'off', true),"
                    + " set_config('enable_seqscan', 'off', true),"
                    + " set_config('enable_hashjoin', 'off', true),"
                    + " set_config('enable_mergejoin', 'off', true),"
                    + " pg_advisory_xact_lock(?);"
                    + " SELECT id, event_id, stream, subject, key, headers, body"
                    + " FROM datastore.outbox WHERE published_at IS NULL AND key <> ALL (?)"
                    + " ORDER BY id LIMIT ?";

    private static final String MARK =
            "UPDATE datastore.outbox o SET published_at = clock_timestamp(),"
                    + " stream_sequence = a.sequence FROM unnest(?, ?) AS a (id, sequence)"
                    + " WHERE o.id = a.id";
    private static final String MARK_AND_COMMIT = MARK + "; COMMIT";

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private OutboxTable() {}

    /** How much waits: at most the limit is counted, however much there is. */
    record Backlog(long pending, double oldestSeconds) {}

    /**
     * In the order of the list: ids are given after the sort. Ends the transaction, in the same
     * trip to the server.
     */
    static int insertAndCommit(Connection connection, List<OutboxRow> rows) throws SQLException {
        int n = rows.size();
        Object[][] columns = new Object[5][n];
        byte[][] bodies = new byte[n][];
        for (int i = 0; i < n; i++) {
            OutboxRow row = rows.get(i);
            EventMessage message = row.message();
            columns[0][i] = message.id();
            columns[1][i] = message.stream();
            columns[2][i] = message.subject();
            columns[3][i] = row.key();
            columns[4][i] = new String(Json.write(message.headers()), StandardCharsets.UTF_8);
            bodies[i] = message.body();
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT_AND_COMMIT)) {
            for (int c = 0; c < columns.length; c++) {
                statement.setArray(c + 1, connection.createArrayOf("text", columns[c]));
            }
            statement.setArray(columns.length + 1, connection.createArrayOf("bytea", bodies));
            return statement.executeUpdate();
        }
    }

    /**
     * What is to be published, in the order in which it was written. One relay at a time in this
     * database, so that the order of a key holds with several instances of the service: the lock is
     * given back with the transaction. Locks no rows: inserts go on.
     */
    static List<OutboxRow> lockAndRead(
            Connection connection, Collection<String> withoutKeys, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK_AND_READ)) {
            statement.setLong(1, RELAY_LOCK);
            statement.setArray(2, connection.createArrayOf("text", withoutKeys.toArray()));
            statement.setInt(3, limit);
            statement.execute();
            statement.getMoreResults();
            List<OutboxRow> found = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    found.add(row(rows));
                }
            }
            return found;
        }
    }

    /** Whole rows, in the order in which they were written. */
    static List<OutboxRow> byId(Handle handle, Collection<Long> ids) {
        return handle.createQuery(
                        "SELECT id, event_id, stream, subject, key, headers, body"
                                + " FROM datastore.outbox WHERE id = ANY (:ids) ORDER BY id")
                .bindArray("ids", Long.class, List.copyOf(ids))
                .map((rows, context) -> row(rows))
                .list();
    }

    private static OutboxRow row(ResultSet rows) throws SQLException {
        Map<String, String> headers = Json.mapper().readValue(rows.getString("headers"), HEADERS);
        return new OutboxRow(
                rows.getLong("id"),
                rows.getString("key"),
                new EventMessage(
                        rows.getString("stream"),
                        rows.getString("subject"),
                        rows.getString("event_id"),
                        headers,
                        rows.getBytes("body")));
    }

    static int mark(Connection connection, Map<Long, Acknowledged> acknowledged)
            throws SQLException {
        return mark(connection, MARK, acknowledged);
    }

    /** Ends the transaction, in the same trip to the server. */
    static int markAndCommit(Connection connection, Map<Long, Acknowledged> acknowledged)
            throws SQLException {
        return mark(connection, MARK_AND_COMMIT, acknowledged);
    }

    private static int mark(Connection connection, String sql, Map<Long, Acknowledged> acknowledged)
            throws SQLException {
        Object[] ids = acknowledged.keySet().toArray();
        Object[] sequences = acknowledged.values().stream().map(Acknowledged::sequence).toArray();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("int8", ids));
            statement.setArray(2, connection.createArrayOf("int8", sequences));
            return statement.executeUpdate();
        }
    }

    static Backlog backlog(Handle handle, int limit) {
        return handle.createQuery(
                        "SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() -"
                            + " min(created_at)), 0) FROM (SELECT created_at FROM datastore.outbox"
                            + " WHERE published_at IS NULL ORDER BY id LIMIT :limit) AS waiting")
                .bind("limit", limit)
                .map((rows, context) -> new Backlog(rows.getLong(1), rows.getDouble(2)))
                .one();
    }

    static int deletePublished(Handle handle, Duration olderThan, int limit) {
        return handle.createUpdate(
                        "DELETE FROM datastore.outbox WHERE id IN (SELECT id FROM datastore.outbox"
                            + " WHERE published_at < clock_timestamp() - make_interval(secs =>"
                            + " :age) ORDER BY published_at LIMIT :limit FOR UPDATE SKIP LOCKED)")
                .bind("age", olderThan.toMillis() / 1000.0)
                .bind("limit", limit)
                .execute();
    }
}
