package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.matching.EntryKind;
import dev.winnow.messaging.Json;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The entries of all versions, each row good for a run of versions. Stateless. */
final class EntryTable {
    /** Rows in one statement. */
    private static final int BATCH = 1000;

    /** Of a version that is bound as {@code version}. */
    static final String IN_VERSION = "since <= :version AND (until IS NULL OR until > :version)";

    private EntryTable() {}

    static List<Entry> of(Handle handle, String list, int version) {
        return handle.createQuery(
                        "SELECT entry, kind, document FROM listed_entry WHERE list = :list AND "
                                + IN_VERSION
                                + " ORDER BY entry")
                .bind("list", list)
                .bind("version", version)
                .setFetchSize(BATCH)
                .map((rs, ctx) -> entry(rs))
                .list();
    }

    static int count(Handle handle, String list, int version) {
        return handle.createQuery(
                        "SELECT count(*) FROM listed_entry WHERE list = :list AND " + IN_VERSION)
                .bind("list", list)
                .bind("version", version)
                .mapTo(Integer.class)
                .one();
    }

    static Optional<Entry> one(Handle handle, String list, int version, String number) {
        return handle.createQuery(
                        "SELECT entry, kind, document FROM listed_entry"
                                + " WHERE list = :list AND entry = :entry AND "
                                + IN_VERSION)
                .bind("list", list)
                .bind("entry", number)
                .bind("version", version)
                .map((rs, ctx) -> entry(rs))
                .findOne();
    }

    /** Of the entries in force; made anew for those that were kept without one. */
    static Map<String, String> digests(Handle handle, String list) {
        Map<String, String> digests = new HashMap<>();
        handle.createQuery(
                        "SELECT entry, kind, digest,"
                                + " CASE WHEN digest IS NULL THEN document END AS document"
                                + " FROM listed_entry WHERE list = :list AND until IS NULL")
                .bind("list", list)
                .setFetchSize(BATCH)
                .map((rs, ctx) -> {
                    String digest = rs.getString("digest");
                    return Map.entry(
                            rs.getString("entry"),
                            digest == null ? EntryDigest.of(entry(rs)) : digest);
                })
                .forEach(row -> digests.put(row.getKey(), row.getValue()));
        return digests;
    }

    /** The rows of these entries, which are in force, are so up to that version. */
    static void end(Handle handle, String list, int version, List<String> numbers) {
        for (int from = 0; from < numbers.size(); from += BATCH) {
            handle.createUpdate(
                            "UPDATE listed_entry SET until = :version WHERE list = :list"
                                    + " AND until IS NULL AND entry = ANY(:entries)")
                    .bind("list", list)
                    .bind("version", version)
                    .bindArray(
                            "entries",
                            String.class,
                            numbers.subList(from, Math.min(from + BATCH, numbers.size())))
                    .execute();
        }
    }

    /** Arrays: a thousand rows in the time of a few, with a bounded statement each time. */
    static void begin(Handle handle, String list, int version, List<Entry> entries) {
        for (int from = 0; from < entries.size(); from += BATCH) {
            List<Entry> batch = entries.subList(from, Math.min(from + BATCH, entries.size()));
            handle.createUpdate(
                            "INSERT INTO listed_entry (list, entry, since, kind, digest, document)"
                                    + " SELECT :list, added.entry, :version, added.kind,"
                                    + " added.digest, added.document::jsonb"
                                    + " FROM unnest(:entries, :kinds, :digests, :documents)"
                                    + " AS added (entry, kind, digest, document)")
                    .bind("list", list)
                    .bind("version", version)
                    .bindArray("entries", String.class, batch.stream().map(Entry::number).toList())
                    .bindArray("kinds", String.class, batch.stream().map(EntryTable::kind).toList())
                    .bindArray(
                            "digests", String.class, batch.stream().map(EntryDigest::of).toList())
                    .bindArray(
                            "documents",
                            String.class,
                            batch.stream()
                                    .map(EntryDocument::of)
                                    .map(Json.mapper()::writeValueAsString)
                                    .toList())
                    .execute();
        }
    }

    /** Rows that are in no version from the oldest on. */
    static void forget(Handle handle, String list, int oldest) {
        handle.createUpdate("DELETE FROM listed_entry WHERE list = :list AND until <= :oldest")
                .bind("list", list)
                .bind("oldest", oldest)
                .execute();
    }

    private static String kind(Entry entry) {
        return entry.kind().name().toLowerCase(Locale.ROOT);
    }

    static Entry entry(ResultSet rs) throws SQLException {
        return Json.mapper()
                .readValue(rs.getString("document"), EntryDocument.class)
                .toEntry(
                        rs.getString("entry"),
                        EntryKind.valueOf(rs.getString("kind").toUpperCase(Locale.ROOT)));
    }
}
