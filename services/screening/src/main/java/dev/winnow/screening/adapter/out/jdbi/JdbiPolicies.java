package dev.winnow.screening.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.screening.application.Policies;
import dev.winnow.screening.domain.policy.PolicyVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Policies in PostgreSQL. Safe to share. */
public final class JdbiPolicies implements Policies {
    /** Any number that nothing else in this database locks; "policy" in ASCII. */
    private static final long LOCK = 0x706f6c696379L;

    private final Datastore datastore;

    public JdbiPolicies(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public Optional<Stored> inForce() {
        return datastore.sql(handle ->
                handle.createQuery("SELECT * FROM policy ORDER BY number DESC LIMIT 1")
                        .map((row, context) -> stored(row))
                        .findOne());
    }

    @Override
    public long latest() {
        return datastore.sql(handle ->
                handle.createQuery("SELECT coalesce(max(number), 0) FROM policy")
                        .mapTo(Long.class)
                        .one());
    }

    @Override
    public boolean known(String checksum) {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT EXISTS (SELECT FROM policy WHERE checksum ="
                                        + " :checksum)")
                        .bind("checksum", checksum)
                        .mapTo(Boolean.class)
                        .one());
    }

    @Override
    public Optional<String> checksumOf(String name, String version) {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT checksum FROM policy WHERE name = :name AND version"
                                        + " = :version ORDER BY number LIMIT 1")
                        .bind("name", name)
                        .bind("version", version)
                        .mapTo(String.class)
                        .findOne());
    }

    @Override
    public Stored put(PolicyVersion version, String yaml, Instant at) {
        String insert =
                """
                INSERT INTO policy (name, version, checksum, yaml, loaded_at)
                VALUES (:name, :version, :checksum, :yaml, :at)
                RETURNING *
                """;
        return datastore.sql(handle ->
                handle.createQuery(insert)
                        .bind("name", version.name())
                        .bind("version", version.version())
                        .bind("checksum", version.checksum())
                        .bind("yaml", yaml)
                        .bind("at", at)
                        .map((row, context) -> stored(row))
                        .one());
    }

    @Override
    public void lock() {
        datastore.sql(handle -> handle.execute("SELECT pg_advisory_xact_lock(?)", LOCK));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong("number"),
                new PolicyVersion(
                        row.getString("name"), row.getString("version"), row.getString("checksum")),
                row.getString("yaml"),
                row.getObject("loaded_at", OffsetDateTime.class).toInstant());
    }
}
