package dev.winnow.velocity.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Json;
import dev.winnow.velocity.application.History;
import dev.winnow.velocity.application.SealedProfile;
import dev.winnow.velocity.domain.Answer;
import dev.winnow.velocity.domain.Sighting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What was seen, in PostgreSQL. Thread-safe. */
public final class JdbiHistory implements History {
    /** Taken in one order by everybody, so that nobody waits for somebody who waits for them. */
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(id) FROM"
                    + " (SELECT id FROM unnest(:ids) AS id ORDER BY id) AS sorted";

    private static final String SIGHTINGS =
            """
            SELECT asked.key, found.at, found.applicant, found.amount, found.currency
              FROM unnest(:keys) AS asked (key)
              CROSS JOIN LATERAL (
                SELECT at, number, applicant, amount, currency FROM sighting
                 WHERE key = asked.key AND at > :after AND at <= :upTo
                 ORDER BY at DESC, number DESC LIMIT :most) AS found
             ORDER BY asked.key, found.at DESC, found.number DESC
            """;

    private static final String FILED =
            """
            SELECT asked.heading, found.number
              FROM unnest(:headings) AS asked (heading)
              CROSS JOIN LATERAL (
                SELECT at, number FROM heading
                 WHERE heading = asked.heading AND at >= :from AND at <= :to
                 ORDER BY at DESC, number DESC LIMIT :most) AS found
             ORDER BY asked.heading, found.at DESC, found.number DESC
            """;

    private static final String ADD =
            """
            WITH added AS (
                INSERT INTO application (
                        application_id, at, fingerprint, keys, headings, profile, answer)
                 VALUES (:id, :at, :fingerprint, :keys, :headings, :profile,
                        CAST(:answer AS jsonb))
                 RETURNING number),
            seen AS (
                INSERT INTO sighting (key, at, number, applicant, amount, currency)
                SELECT key, :at, number, :applicant, CAST(:amount AS numeric), :currency
                  FROM added, unnest(:keys) AS key)
            INSERT INTO heading (heading, at, number)
            SELECT heading, :at, number FROM added, unnest(:headings) AS heading
            """;

    /** Which ones is settled first: joined, it might be asked again, and more be locked. */
    private static final String FORGET =
            """
            WITH old AS MATERIALIZED (
                SELECT number FROM application WHERE at < :before
                 ORDER BY at LIMIT :most FOR UPDATE SKIP LOCKED),
            gone AS (
                DELETE FROM application USING old WHERE application.number = old.number
                RETURNING application.number, at, keys, headings),
            unseen AS (
                DELETE FROM sighting
                 USING (SELECT unnest(keys) AS key, at, number FROM gone) AS theirs
                 WHERE sighting.key = theirs.key AND sighting.at = theirs.at
                   AND sighting.number = theirs.number),
            unfiled AS (
                DELETE FROM heading
                 USING (SELECT unnest(headings) AS heading, at, number FROM gone) AS theirs
                 WHERE heading.heading = theirs.heading AND heading.at = theirs.at
                   AND heading.number = theirs.number)
            SELECT count(*) FROM gone
            """;

    /**
     * For {@link #FORGET}: the planner cannot know how few rows a batch comes to, and would read
     * both large tables to the end for each, which with a long history takes longer than a
     * statement may.
     */
    private static final String BY_INDEX =
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;"
                    + " SET LOCAL enable_seqscan = off";

    private final Datastore datastore;

    public JdbiHistory(Datastore datastore) {
        this.datastore = datastore;
    }

    /**
     * Sees to it that the database was made with this secret: with another one nothing in it would
     * be found, and everybody would look new.
     *
     * @param mark made of the secret
     * @throws IllegalStateException when it was made with another one
     */
    public void requireSecret(UUID mark) {
        UUID first =
                datastore.transact(() ->
                        datastore.sql(handle -> {
                            handle.execute(
                                    "INSERT INTO secret_mark (mark) VALUES (?) ON CONFLICT DO"
                                            + " NOTHING",
                                    mark);
                            return handle.createQuery("SELECT mark FROM secret_mark")
                                    .mapTo(UUID.class)
                                    .one();
                        }));
        if (!first.equals(mark)) {
            throw new IllegalStateException(
                    "velocity.secret is not the one that this database was made with: nothing in it"
                            + " could be found");
        }
    }

    @Override
    public <T> T alone(Collection<UUID> hashes, Supplier<T> work) {
        List<Long> ids = hashes.stream().map(UUID::getMostSignificantBits).distinct().toList();
        return datastore.transact(() -> {
            datastore.sql(handle ->
                    handle.createQuery(LOCK)
                            .bindArray("ids", Long.class, ids)
                            .mapTo(String.class)
                            .list());
            return work.get();
        });
    }

    @Override
    public Optional<Known> find(String applicationId) {
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT fingerprint, answer::text AS answer FROM application"
                                        + " WHERE application_id = :id")
                        .bind("id", applicationId)
                        .map((row, context) ->
                                new Known(
                                        row.getObject("fingerprint", UUID.class),
                                        Json.mapper()
                                                .readValue(row.getString("answer"), Answer.class)))
                        .findOne());
    }

    @Override
    public Map<UUID, List<Sighting>> sightings(
            Collection<UUID> keys, Instant after, Instant upTo, int most) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return datastore.sql(handle -> {
            Map<UUID, List<Sighting>> found = new HashMap<>();
            handle.createQuery(SIGHTINGS)
                    .bindArray("keys", UUID.class, keys)
                    .bind("after", utc(after))
                    .bind("upTo", utc(upTo))
                    .bind("most", most)
                    .map((row, context) ->
                            found.computeIfAbsent(
                                            row.getObject("key", UUID.class),
                                            key -> new ArrayList<>())
                                    .add(sighting(row)))
                    .list();
            return found;
        });
    }

    @Override
    public Map<UUID, List<Long>> filed(
            Collection<UUID> headings, Instant from, Instant to, int most) {
        if (headings.isEmpty()) {
            return Map.of();
        }
        return datastore.sql(handle -> {
            Map<UUID, List<Long>> found = new HashMap<>();
            handle.createQuery(FILED)
                    .bindArray("headings", UUID.class, headings)
                    .bind("from", utc(from))
                    .bind("to", utc(to))
                    .bind("most", most)
                    .map((row, context) ->
                            found.computeIfAbsent(
                                            row.getObject("heading", UUID.class),
                                            heading -> new ArrayList<>())
                                    .add(row.getLong("number")))
                    .list();
            return found;
        });
    }

    @Override
    public List<Filed> profiles(Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return List.of();
        }
        return datastore.sql(handle ->
                handle.createQuery(
                                "SELECT application_id, at, profile FROM application"
                                        + " WHERE number = ANY(:numbers)")
                        .bindArray("numbers", Long.class, numbers)
                        .map((row, context) ->
                                new Filed(
                                        row.getString("application_id"),
                                        instant(row),
                                        new SealedProfile(row.getBytes("profile"))))
                        .list());
    }

    @Override
    public void add(Entry entry) {
        Sighting sighting = entry.sighting();
        datastore.<Integer>sql(handle ->
                handle.createUpdate(ADD)
                        .bind("id", entry.applicationId())
                        .bind("at", utc(sighting.at()))
                        .bind("fingerprint", entry.fingerprint())
                        .bindArray("keys", UUID.class, entry.keys())
                        .bindArray("headings", UUID.class, entry.headings())
                        .bind("profile", entry.profile().bytes())
                        .bind("answer", Json.mapper().writeValueAsString(entry.answer()))
                        .bind("applicant", sighting.applicant())
                        .bind("amount", sighting.amount())
                        .bind("currency", sighting.currency())
                        .execute());
    }

    @Override
    public int forget(Instant before, int most) {
        return datastore.sql(handle -> {
            handle.execute(BY_INDEX);
            return handle.createQuery(FORGET)
                    .bind("before", utc(before))
                    .bind("most", most)
                    .mapTo(Integer.class)
                    .one();
        });
    }

    private static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                instant(row),
                row.getObject("applicant", UUID.class),
                row.getBigDecimal("amount"),
                row.getString("currency"));
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
