package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.matching.EntryKind;
import dev.winnow.messaging.Json;
import dev.winnow.watchlist.application.Lists;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** The lists in PostgreSQL. Thread-safe. */
public final class JdbiLists implements Lists {
    private static final String VERSION_COLUMNS =
            "list, version, entries, names, checksum, loaded_at";

    /** Rows in one statement. */
    private static final int BATCH = 1000;

    private final Datastore datastore;

    public JdbiLists(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public <T> T changing(String list, Function<Optional<Version>, T> work) {
        return datastore.transact(() -> {
            datastore.sql(handle ->
                    handle.execute(
                            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                            "watchlist:" + list));
            return work.apply(newest(list));
        });
    }

    private Optional<Version> newest(String list) {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT "
                                        + VERSION_COLUMNS
                                        + " FROM list_version WHERE list = :list"
                                        + " ORDER BY version DESC LIMIT 1")
                        .bind("list", list)
                        .map((rs, ctx) -> version(rs))
                        .findOne());
    }

    @Override
    public void add(Version version, List<Entry> entries, int keep) {
        datastore.sql(handle -> {
            insert(handle, version);
            insert(handle, version, entries);
            return handle.createUpdate(
                            "DELETE FROM list_entry WHERE list = :list" + " AND version <= :oldest")
                    .bind("list", version.list())
                    .bind("oldest", version.number() - keep)
                    .execute();
        });
    }

    private static void insert(Handle handle, Version version) {
        handle.createUpdate(
                        "INSERT INTO list_version ("
                                + VERSION_COLUMNS
                                + ") VALUES (:list, :version, :entries, :names, :checksum,"
                                + " :loadedAt)")
                .bind("list", version.list())
                .bind("version", version.number())
                .bind("entries", version.entries())
                .bind("names", version.names())
                .bind("checksum", version.checksum())
                .bind("loadedAt", version.loadedAt().atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Arrays: a thousand rows in the time of a few, with a bounded statement each time. */
    private static void insert(Handle handle, Version version, List<Entry> entries) {
        for (int from = 0; from < entries.size(); from += BATCH) {
            List<Entry> batch = entries.subList(from, Math.min(from + BATCH, entries.size()));
            handle.createUpdate(
                            "INSERT INTO list_entry"
                                    + " (list, version, position, entry, kind, document)"
                                    + " SELECT :list, :version, :from + added.number,"
                                    + " added.entry, added.kind, added.document::jsonb"
                                    + " FROM unnest(:entries, :kinds, :documents) WITH ORDINALITY"
                                    + " AS added (entry, kind, document, number)")
                    .bind("list", version.list())
                    .bind("version", version.number())
                    .bind("from", from)
                    .bindArray("entries", String.class, batch.stream().map(Entry::number).toList())
                    .bindArray(
                            "kinds",
                            String.class,
                            batch.stream()
                                    .map(e -> e.kind().name().toLowerCase(Locale.ROOT))
                                    .toList())
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

    @Override
    public List<Version> inForce() {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT DISTINCT ON (list) "
                                        + VERSION_COLUMNS
                                        + " FROM list_version"
                                        + " ORDER BY list, version DESC")
                        .map((rs, ctx) -> version(rs))
                        .list());
    }

    @Override
    public List<Entry> entries(Version version) {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT entry, kind, document FROM list_entry"
                                        + " WHERE list = :list AND version = :version"
                                        + " ORDER BY position")
                        .bind("list", version.list())
                        .bind("version", version.number())
                        .setFetchSize(1000)
                        .map((rs, ctx) -> entry(rs))
                        .list());
    }

    private static Entry entry(ResultSet rs) throws SQLException {
        return Json.mapper()
                .readValue(rs.getString("document"), EntryDocument.class)
                .toEntry(
                        rs.getString("entry"),
                        EntryKind.valueOf(rs.getString("kind").toUpperCase(Locale.ROOT)));
    }

    private static Version version(ResultSet rs) throws SQLException {
        return new Version(
                rs.getString("list"),
                rs.getInt("version"),
                rs.getInt("entries"),
                rs.getInt("names"),
                rs.getString("checksum"),
                rs.getObject("loaded_at", OffsetDateTime.class).toInstant());
    }
}
