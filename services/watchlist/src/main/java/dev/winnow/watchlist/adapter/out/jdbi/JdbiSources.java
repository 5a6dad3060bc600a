package dev.winnow.watchlist.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Json;
import dev.winnow.watchlist.application.Sources;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.SourceStatus;
import dev.winnow.watchlist.domain.Validator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** The state of the sources in PostgreSQL. Thread-safe. */
public final class JdbiSources implements Sources {
    private static final TypeReference<Map<String, Validator>> VALIDATORS =
            new TypeReference<>() {};
    private static final int LONGEST_PROBLEM = 1000;

    private final Datastore datastore;

    public JdbiSources(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public boolean claim(Source source, Instant now, Instant until) {
        return datastore.sql(handle ->
                handle.createUpdate(
                                        "INSERT INTO list_source AS s (list, location, next_at)"
                                                + " VALUES (:list, :location, :until)"
                                                + " ON CONFLICT (list) DO UPDATE SET"
                                                + " location = :location, next_at = :until,"
                                                + " validators = CASE WHEN s.location = :location"
                                                + " THEN s.validators ELSE '{}'::jsonb END"
                                                + " WHERE s.next_at <= :now"
                                                + " OR s.location <> :location")
                                .bind("list", source.list())
                                .bind("location", source.location())
                                .bind("now", VersionTable.time(now))
                                .bind("until", VersionTable.time(until))
                                .execute()
                        == 1);
    }

    @Override
    public Map<String, Validator> validators(Source source) {
        return datastore
                .<Optional<String>>sql(handle ->
                        handle.createQuery(
                                        "SELECT validators::text FROM list_source"
                                                + " WHERE list = :list AND location = :location")
                                .bind("list", source.list())
                                .bind("location", source.location())
                                .mapTo(String.class)
                                .findOne())
                .map(text -> Json.mapper().readValue(text, VALIDATORS))
                .orElse(Map.of());
    }

    @Override
    public void succeeded(
            Source source, Map<String, Validator> validators, Instant now, Instant next) {
        datastore.sql(handle ->
                handle.createUpdate(
                                "INSERT INTO list_source (list, location, validators, checked_at,"
                                    + " succeeded_at, next_at) VALUES (:list, :location,"
                                    + " CAST(:validators AS jsonb), :now, :now, :next) ON CONFLICT"
                                    + " (list) DO UPDATE SET location = :location, validators ="
                                    + " CAST(:validators AS jsonb), checked_at = :now, succeeded_at"
                                    + " = :now, next_at = :next, failures = 0, problem = NULL")
                        .bind("list", source.list())
                        .bind("location", source.location())
                        .bind("validators", Json.mapper().writeValueAsString(validators))
                        .bind("now", VersionTable.time(now))
                        .bind("next", VersionTable.time(next))
                        .execute());
    }

    @Override
    public void unchanged(Source source, Instant now, Instant next) {
        datastore.sql(handle ->
                handle.createUpdate(
                                "UPDATE list_source SET checked_at = :now, succeeded_at = :now,"
                                        + " next_at = :next, failures = 0, problem = NULL"
                                        + " WHERE list = :list")
                        .bind("list", source.list())
                        .bind("now", VersionTable.time(now))
                        .bind("next", VersionTable.time(next))
                        .execute());
    }

    @Override
    public int failed(Source source, String problem, Instant now) {
        String words = storable(problem);
        return datastore.sql(handle ->
                handle.createQuery(
                                "INSERT INTO list_source AS s (list, location, checked_at,"
                                        + " next_at, failures, problem)"
                                        + " VALUES (:list, :location, :now, :now, 1, :problem)"
                                        + " ON CONFLICT (list) DO UPDATE SET checked_at = :now,"
                                        + " failures = s.failures + 1, problem = :problem"
                                        + " RETURNING failures")
                        .bind("list", source.list())
                        .bind("location", source.location())
                        .bind("now", VersionTable.time(now))
                        .bind("problem", words)
                        .mapTo(Integer.class)
                        .one());
    }

    /** It may quote anything that a file has: cut off, and without what no text of SQL may have. */
    private static String storable(String problem) {
        int[] kept =
                problem.codePoints()
                        .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '?' : c)
                        .limit(LONGEST_PROBLEM)
                        .toArray();
        return new String(kept, 0, kept.length);
    }

    @Override
    public void again(Source source, Instant next) {
        datastore.sql(handle ->
                handle.createUpdate("UPDATE list_source SET next_at = :next WHERE list = :list")
                        .bind("list", source.list())
                        .bind("next", VersionTable.time(next))
                        .execute());
    }

    @Override
    public List<SourceStatus> statuses() {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT list, checked_at, succeeded_at, next_at, failures, problem"
                                        + " FROM list_source")
                        .map((rs, ctx) ->
                                new SourceStatus(
                                        rs.getString("list"),
                                        VersionTable.time(rs, "checked_at"),
                                        VersionTable.time(rs, "succeeded_at"),
                                        VersionTable.time(rs, "next_at").orElse(Instant.EPOCH),
                                        rs.getInt("failures"),
                                        Optional.ofNullable(rs.getString("problem"))))
                        .list());
    }
}
