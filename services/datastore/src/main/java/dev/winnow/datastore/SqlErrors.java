package dev.winnow.datastore;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From PostgreSQL's error codes to {@link DatastoreException}. */
final class SqlErrors {
    private static final String QUERY_CANCELED = "57014";
    private static final String IDLE_IN_TRANSACTION = "25P03";
    private static final Set<String> CONFLICTS = Set.of("23505", "23P01", "40001", "40P01");

    /** The server ends, crashed or starts; the session timed out while idle. */
    private static final Set<String> GOING = Set.of("57P01", "57P02", "57P03", "57P05");

    private SqlErrors() {}

    /** What was wrong with the database; the exception itself if it was something else. */
    static RuntimeException translate(RuntimeException thrown) {
        SQLException sql = thrown instanceof DatastoreException ? null : find(thrown);
        return sql == null ? thrown : translate(sql);
    }

    static @Nullable SQLException find(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }

    /** Without Jdbi's exception in between: its message may have the statement's values. */
    static DatastoreException translate(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String message = (state.isEmpty() ? "" : state + ": ") + e.getMessage();
        if (state.equals(QUERY_CANCELED) || state.equals(IDLE_IN_TRANSACTION)) {
            return new DatastoreException.DeadlineExceeded(message, e);
        }
        if (e instanceof SQLTransientConnectionException
                || state.startsWith("08")
                || state.startsWith("53")
                || GOING.contains(state)) {
            return new DatastoreException.Unavailable(message, e);
        }
        if (CONFLICTS.contains(state)) {
            return new DatastoreException.Conflict(message, e);
        }
        return new DatastoreException.Broken(message, e);
    }
}
