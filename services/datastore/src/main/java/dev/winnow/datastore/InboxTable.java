package dev.winnow.datastore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The SQL of {@code datastore.inbox}. Plain JDBC where each event pays for it. */
final class InboxTable {
    private static final String ENTER =
            "INSERT INTO datastore.inbox (consumer, source, event_id) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";
    private static final String ENTER_ALL =
            "INSERT INTO datastore.inbox (consumer, source, event_id)"
                    + " SELECT * FROM unnest(?, ?, ?) ON CONFLICT DO NOTHING"
                    + " RETURNING consumer, source, event_id";
    private static final String LEAVE =
            "DELETE FROM datastore.inbox i USING unnest(?, ?, ?) AS k (consumer, source, event_id)"
                    + " WHERE i.consumer = k.consumer AND i.source = k.source"
                    + " AND i.event_id = k.event_id";

    private InboxTable() {}

    /**
     * Whether the event is new to the consumer. Waits for another transaction that is handling it
     * right now, and then goes by what became of that one.
     */
    static boolean enter(Connection connection, InboxKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, key.consumer());
            statement.setString(2, key.source());
            statement.setString(3, key.eventId());
            return statement.executeUpdate() == 1;
        }
    }

    /** The new ones of several, as {@link #enter}. */
    static Set<InboxKey> enterAll(Connection connection, Collection<InboxKey> keys)
            throws SQLException {
        // In one order everywhere: two groups with the same events wait, and do not deadlock.
        List<InboxKey> sorted = keys.stream().sorted().toList();
        Set<InboxKey> fresh = HashSet.newHashSet(sorted.size());
        try (PreparedStatement statement = connection.prepareStatement(ENTER_ALL)) {
            bind(statement, sorted);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    fresh.add(
                            new InboxKey(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
        }
        return fresh;
    }

    /** Takes back what this transaction entered. */
    static int leave(Connection connection, List<InboxKey> keys) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEAVE)) {
            bind(statement, keys);
            return statement.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, List<InboxKey> keys) throws SQLException {
        List<Function<InboxKey, String>> columns =
                List.of(InboxKey::consumer, InboxKey::source, InboxKey::eventId);
        for (int i = 0; i < columns.size(); i++) {
            Object[] values = keys.stream().map(columns.get(i)).toArray();
            statement.setArray(i + 1, statement.getConnection().createArrayOf("text", values));
        }
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
