package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.watchlist.application.ListHistory.Change;
import dev.winnow.watchlist.application.ListHistory.ChangedEntry;
import dev.winnow.watchlist.domain.Version;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/**
 * What differs between any two versions of a list, from the rows that are in one of them and not in
 * the other. An entry that was otherwise in between, and is again as it was, does not differ.
 * Stateless.
 */
final class DifferenceQuery {
    private static final String DIFFERENCE =
            // Looked at from both sides, so that no more is read than differs.
            "WITH rows AS NOT MATERIALIZED (SELECT entry, digest, document,"
                    + " since <= :from AND (until IS NULL OR until > :from) AS was,"
                    + " since <= :to AND (until IS NULL OR until > :to) AS now"
                    + " FROM listed_entry WHERE list = :list AND entry > :above),"
                    + " difference AS (SELECT entry,"
                    + " coalesce(n.document, o.document) -> 'names' -> 0 ->> 'text' AS name,"
                    + " CASE WHEN o.was IS NULL THEN 'added' WHEN n.now IS NULL THEN 'removed'"
                    + " ELSE 'changed' END AS change"
                    + " FROM (SELECT * FROM rows WHERE was AND NOT now) o"
                    + " FULL JOIN (SELECT * FROM rows WHERE now AND NOT was) n USING (entry)"
                    + " WHERE o.was IS NULL OR n.now IS NULL OR CASE"
                    // Rows kept before there were digests have none.
                    + " WHEN o.digest IS NULL OR n.digest IS NULL THEN o.document <> n.document"
                    + " ELSE o.digest <> n.digest END)";

    private DifferenceQuery() {}

    static Version.Changes counts(Handle handle, String list, int from, int to) {
        return handle.createQuery(
                        DIFFERENCE
                                + " SELECT count(*) FILTER (WHERE change = 'added') AS added,"
                                + " count(*) FILTER (WHERE change = 'removed') AS removed,"
                                + " count(*) FILTER (WHERE change = 'changed') AS changed"
                                + " FROM difference")
                .bind("list", list)
                .bind("from", from)
                .bind("to", to)
                .bind("above", "")
                .map((rs, ctx) ->
                        new Version.Changes(
                                rs.getInt("added"), rs.getInt("removed"), rs.getInt("changed")))
                .one();
    }

    static List<ChangedEntry> page(
            Handle handle, String list, int from, int to, String above, int limit) {
        return handle.createQuery(
                        DIFFERENCE
                                + " SELECT entry, name, change FROM difference"
                                + " ORDER BY entry LIMIT :limit")
                .bind("list", list)
                .bind("from", from)
                .bind("to", to)
                .bind("above", above)
                .bind("limit", limit)
                .map((rs, ctx) ->
                        new ChangedEntry(
                                rs.getString("entry"),
                                rs.getString("name"),
                                Change.valueOf(rs.getString("change").toUpperCase(Locale.ROOT))))
                .list();
    }
}
