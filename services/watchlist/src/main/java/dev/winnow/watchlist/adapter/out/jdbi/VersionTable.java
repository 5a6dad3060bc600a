package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.watchlist.domain.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Every version that was ever loaded. Stateless. */
final class VersionTable {
    private static final String COLUMNS =
            "list, version, entries, names, checksum, loaded_at, published_at, added, removed,"
                    + " changed";

    private VersionTable() {}

    /** The newest of the list below that number, at most so many. */
    static List<Version> below(Handle handle, String list, int number, int limit) {
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM list_version WHERE list = :list AND version < :number"
                                + " ORDER BY version DESC LIMIT :limit")
                .bind("list", list)
                .bind("number", number)
                .bind("limit", limit)
                .map((rs, ctx) -> version(rs))
                .list();
    }

    static Optional<Version> one(Handle handle, String list, int number) {
        return handle.createQuery(
                        "SELECT "
                                + COLUMNS
                                + " FROM list_version WHERE list = :list AND version = :number")
                .bind("list", list)
                .bind("number", number)
                .map((rs, ctx) -> version(rs))
                .findOne();
    }

    static List<Version> inForce(Handle handle) {
        return handle.createQuery(
                        "SELECT DISTINCT ON (list) "
                                + COLUMNS
                                + " FROM list_version ORDER BY list, version DESC")
                .map((rs, ctx) -> version(rs))
                .list();
    }

    static void insert(Handle handle, Version version) {
        handle.createUpdate(
                        "INSERT INTO list_version ("
                                + COLUMNS
                                + ") VALUES (:list, :version, :entries, :names, :checksum,"
                                + " :loadedAt, :publishedAt, :added, :removed, :changed)")
                .bind("list", version.list())
                .bind("version", version.number())
                .bind("entries", version.entries())
                .bind("names", version.names())
                .bind("checksum", version.checksum())
                .bind("loadedAt", time(version.loadedAt()))
                .bind("publishedAt", version.publishedAt().map(VersionTable::time).orElse(null))
                .bind("added", version.changes().map(Version.Changes::added).orElse(null))
                .bind("removed", version.changes().map(Version.Changes::removed).orElse(null))
                .bind("changed", version.changes().map(Version.Changes::changed).orElse(null))
                .execute();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Optional<Instant> time(ResultSet rs, String column) throws SQLException {
        @Nullable OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static Version version(ResultSet rs) throws SQLException {
        return new Version(
                rs.getString("list"),
                rs.getInt("version"),
                rs.getInt("entries"),
                rs.getInt("names"),
                rs.getString("checksum"),
                rs.getObject("loaded_at", OffsetDateTime.class).toInstant(),
                time(rs, "published_at"),
                changes(rs));
    }

    private static Optional<Version.Changes> changes(ResultSet rs) throws SQLException {
        int added = rs.getInt("added");
        return rs.wasNull()
                ? Optional.empty()
                : Optional.of(
                        new Version.Changes(added, rs.getInt("removed"), rs.getInt("changed")));
    }
}
