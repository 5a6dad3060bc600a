package dev.winnow.datastore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The SQL of {@code datastore.timer}. What is due is said by the database's clock alone. */
final class TimerTable {
    private static final String PUT =
            "INSERT INTO datastore.timer (kind, key, due_at, payload)"
                    + " VALUES (:kind, :key, %s, CAST(:payload AS jsonb)) ON CONFLICT (kind, key)"
                    + " DO UPDATE SET due_at = EXCLUDED.due_at, payload = EXCLUDED.payload,"
                    + " created_at = EXCLUDED.created_at, attempts = 0, last_error = NULL,"
                    + " dead_at = NULL";
    private static final String MOVE =
            "UPDATE datastore.timer SET due_at = %s, attempts = 0, last_error = NULL,"
                    + " dead_at = NULL WHERE kind = :kind AND key = :key";
    private static final String SPAN = "clock_timestamp() + make_interval(secs => :due)";

    private TimerTable() {}

    /** One that is due, how late it is, and what the row was like. */
    record Due(Timer timer, double lateSeconds, OffsetDateTime dueAt) {}

    /** How many are due, counted up to a limit, and the seconds until the next one. */
    record Outlook(long due, Optional<Double> nextSeconds, long dead) {}

    static int put(Handle handle, String kind, String key, Instant due, String payload) {
        return handle.createUpdate(PUT.formatted(":due"))
                .bind("kind", kind)
                .bind("key", key)
                .bind("due", due.atOffset(ZoneOffset.UTC))
                .bind("payload", payload)
                .execute();
    }

    static int put(Handle handle, String kind, String key, Duration span, String payload) {
        return handle.createUpdate(PUT.formatted(SPAN))
                .bind("kind", kind)
                .bind("key", key)
                .bind("due", seconds(span))
                .bind("payload", payload)
                .execute();
    }

    static int move(Handle handle, String kind, String key, Instant due) {
        return handle.createUpdate(MOVE.formatted(":due"))
                .bind("kind", kind)
                .bind("key", key)
                .bind("due", due.atOffset(ZoneOffset.UTC))
                .execute();
    }

    static int move(Handle handle, String kind, String key, Duration span) {
        return handle.createUpdate(MOVE.formatted(SPAN))
                .bind("kind", kind)
                .bind("key", key)
                .bind("due", seconds(span))
                .execute();
    }

    static int remove(Handle handle, String kind, String key) {
        return handle.execute("DELETE FROM datastore.timer WHERE kind = ? AND key = ?", kind, key);
    }

    /**
     * Locks the one that is due first and that nobody else is firing, until the end of the
     * transaction: who cancels it waits for that, and then finds it or not.
     */
    static Optional<Due> take(Handle handle, Collection<String> kinds) {
        return handle.createQuery(
                        "SELECT kind, key, due_at, attempts, payload,"
                                + " extract(epoch FROM clock_timestamp() - due_at) AS late"
                                + " FROM datastore.timer WHERE dead_at IS NULL"
                                + " AND due_at <= clock_timestamp() AND kind = ANY (:kinds)"
                                + " ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED")
                .bindArray("kinds", String.class, List.copyOf(kinds))
                .map((rows, context) -> due(rows))
                .findOne();
    }

    private static Due due(ResultSet rows) throws SQLException {
        OffsetDateTime dueAt = rows.getObject("due_at", OffsetDateTime.class);
        Timer timer =
                new Timer(
                        rows.getString("kind"),
                        rows.getString("key"),
                        dueAt.toInstant(),
                        rows.getInt("attempts") + 1,
                        rows.getString("payload"));
        return new Due(timer, rows.getDouble("late"), dueAt);
    }

    /** After a failure, unless somebody has changed or fired it meanwhile. */
    static int failed(
            Handle handle, Due due, boolean counts, boolean dead, Duration wait, String reason) {
        return handle.createUpdate(
                        "UPDATE datastore.timer SET attempts = attempts + :counts,"
                                + " due_at = clock_timestamp() + make_interval(secs => :wait),"
                                + " last_error = :reason,"
                                + " dead_at = CASE WHEN :dead THEN clock_timestamp() END"
                                + " WHERE kind = :kind AND key = :key AND due_at = :due"
                                + " AND attempts = :attempts")
                .bind("counts", counts ? 1 : 0)
                .bind("wait", seconds(wait))
                .bind("reason", reason)
                .bind("dead", dead)
                .bind("kind", due.timer().kind())
                .bind("key", due.timer().key())
                .bind("due", due.dueAt())
                .bind("attempts", due.timer().attempt() - 1)
                .execute();
    }

    static Outlook outlook(Handle handle, Collection<String> kinds, int limit) {
        return handle.createQuery(
                        "SELECT (SELECT count(*) FROM (SELECT 1 FROM datastore.timer WHERE dead_at"
                            + " IS NULL AND due_at <= clock_timestamp() AND kind = ANY (:kinds)"
                            + " LIMIT :limit) AS d) AS due, (SELECT extract(epoch FROM min(due_at)"
                            + " - clock_timestamp()) FROM datastore.timer WHERE dead_at IS NULL AND"
                            + " kind = ANY (:kinds)) AS next, (SELECT count(*) FROM (SELECT 1 FROM"
                            + " datastore.timer WHERE dead_at IS NOT NULL LIMIT :limit) AS x) AS"
                            + " dead")
                .bindArray("kinds", String.class, List.copyOf(kinds))
                .bind("limit", limit)
                .map((rows, context) -> {
                    double next = rows.getDouble("next");
                    return new Outlook(
                            rows.getLong("due"),
                            rows.wasNull() ? Optional.empty() : Optional.of(next),
                            rows.getLong("dead"));
                })
                .one();
    }

    static List<DeadTimer> dead(Handle handle, int limit) {
        return handle.createQuery(
                        "SELECT kind, key, attempts, last_error, dead_at FROM datastore.timer"
                                + " WHERE dead_at IS NOT NULL ORDER BY dead_at LIMIT :limit")
                .bind("limit", limit)
                .map((rows, context) ->
                        new DeadTimer(
                                rows.getString("kind"),
                                rows.getString("key"),
                                rows.getInt("attempts"),
                                rows.getString("last_error"),
                                rows.getObject("dead_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1000.0;
    }
}
