package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.watchlist.application.Exclusions;
import dev.winnow.watchlist.domain.EntryDigest;
import dev.winnow.watchlist.domain.Exclusion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** Exclusions in PostgreSQL. Thread-safe. */
public final class JdbiExclusions implements Exclusions {
    private static final String COLUMNS =
            "x.id, x.party_key, x.list, x.entry AS excluded, x.digest AS excluded_digest, x.actor,"
                    + " x.reason, x.created_at, x.expires_at, x.withdrawn_at, x.withdrawn_by,"
                    + " x.withdrawal";

    /** With the entry as it is now. */
    private static final String KEPT =
            "SELECT "
                    + COLUMNS
                    + ", e.entry, e.kind, e.digest, e.document FROM exclusion x"
                    + " LEFT JOIN listed_entry e ON e.list = x.list AND e.entry = x.entry"
                    + " AND e.until IS NULL";

    private final Datastore datastore;

    public JdbiExclusions(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public List<Exclusion> of(Collection<String> partyKeys) {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT "
                                        + COLUMNS
                                        + " FROM exclusion x WHERE x.party_key = ANY(:keys)"
                                        + " AND x.withdrawn_at IS NULL"
                                        + " ORDER BY x.created_at DESC, x.id")
                        .bindArray("keys", String.class, List.copyOf(partyKeys))
                        .map((rs, ctx) -> exclusion(rs))
                        .list());
    }

    @Override
    public Optional<Exclusion> add(Exclusion exclusion, Predicate<Exclusion> alike, int most) {
        return datastore.transact(() -> {
            datastore.sql(handle ->
                    handle.execute(
                            "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
                            "exclusion:" + exclusion.partyKey()));
            List<Exclusion> all = of(List.of(exclusion.partyKey()));
            Optional<Exclusion> old = all.stream().filter(alike).findFirst();
            if (old.isPresent() || all.size() >= most) {
                return old;
            }
            insert(exclusion);
            return Optional.of(exclusion);
        });
    }

    private void insert(Exclusion exclusion) {
        datastore.sql(handle ->
                handle.createUpdate(
                                "INSERT INTO exclusion (id, party_key, list, entry, digest, actor,"
                                        + " reason, created_at, expires_at) VALUES (:id,"
                                        + " :partyKey, :list, :entry, :digest, :actor, :reason,"
                                        + " :createdAt, :expiresAt)")
                        .bind("id", exclusion.id())
                        .bind("partyKey", exclusion.partyKey())
                        .bind("list", exclusion.list())
                        .bind("entry", exclusion.entry())
                        .bind("digest", exclusion.digest())
                        .bind("actor", exclusion.actor())
                        .bind("reason", exclusion.reason())
                        .bind("createdAt", VersionTable.time(exclusion.createdAt()))
                        .bind(
                                "expiresAt",
                                exclusion.expiresAt().map(VersionTable::time).orElse(null))
                        .execute());
    }

    @Override
    public void withdraw(UUID id, Exclusion.Withdrawal withdrawal) {
        datastore.sql(handle ->
                handle.createUpdate(
                                "UPDATE exclusion SET withdrawn_at = :at, withdrawn_by = :actor,"
                                        + " withdrawal = :reason"
                                        + " WHERE id = :id AND withdrawn_at IS NULL")
                        .bind("id", id)
                        .bind("at", VersionTable.time(withdrawal.at()))
                        .bind("actor", withdrawal.actor())
                        .bind("reason", withdrawal.reason())
                        .execute());
    }

    @Override
    public Optional<Kept> find(UUID id) {
        return datastore.sql(handle ->
                handle.createQuery(KEPT + " WHERE x.id = :id")
                        .bind("id", id)
                        .map((rs, ctx) -> kept(rs))
                        .findOne());
    }

    @Override
    public List<Kept> page(Filter filter, Optional<UUID> after, int limit) {
        return datastore.sql(handle ->
                handle.createQuery(
                                KEPT
                                        + " WHERE (CAST(:partyKey AS text) IS NULL OR x.party_key ="
                                        + " :partyKey) AND (CAST(:list AS text) IS NULL OR x.list ="
                                        + " :list) AND (CAST(:entry AS text) IS NULL OR x.entry ="
                                        + " :entry) AND (CAST(:after AS uuid) IS NULL OR"
                                        + " (x.created_at, x.id) < (SELECT created_at, id FROM"
                                        + " exclusion WHERE id = CAST(:after AS uuid))) ORDER BY"
                                        + " x.created_at DESC, x.id DESC LIMIT :limit")
                        .bind("partyKey", filter.partyKey().orElse(null))
                        .bind("list", filter.list().orElse(null))
                        .bind("entry", filter.entry().orElse(null))
                        .bind("after", after.orElse(null))
                        .bind("limit", limit)
                        .map((rs, ctx) -> kept(rs))
                        .list());
    }

    private static Kept kept(ResultSet rs) throws SQLException {
        if (rs.getString("document") == null) {
            return new Kept(exclusion(rs), Optional.empty());
        }
        // Not the kept digest: it may be of the time before an entry said what it says today.
        return new Kept(exclusion(rs), Optional.of(EntryDigest.of(EntryTable.entry(rs))));
    }

    private static Exclusion exclusion(ResultSet rs) throws SQLException {
        Optional<Instant> withdrawn = VersionTable.time(rs, "withdrawn_at");
        String by = String.valueOf(rs.getString("withdrawn_by"));
        String why = String.valueOf(rs.getString("withdrawal"));
        return new Exclusion(
                rs.getObject("id", UUID.class),
                rs.getString("party_key"),
                rs.getString("list"),
                rs.getString("excluded"),
                rs.getString("excluded_digest"),
                rs.getString("actor"),
                rs.getString("reason"),
                VersionTable.time(rs, "created_at").orElse(Instant.EPOCH),
                VersionTable.time(rs, "expires_at"),
                withdrawn.map(at -> new Exclusion.Withdrawal(at, by, why)));
    }
}
