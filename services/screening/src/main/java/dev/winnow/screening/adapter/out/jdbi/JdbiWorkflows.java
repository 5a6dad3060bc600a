package dev.winnow.screening.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Json;
import dev.winnow.screening.application.Claim;
import dev.winnow.screening.application.Workflows;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.ScreeningResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Screenings in PostgreSQL. Each change of a running one compares the claim, so that of two holders
 * only the one that has the row changes anything. Safe to share.
 */
public final class JdbiWorkflows implements Workflows {
    private final Datastore datastore;

    public JdbiWorkflows(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public boolean start(Claim claim, Duration lease) {
        String insert =
                """
                INSERT INTO screening
                       (application_id, state, application, attempt, claim, due_at, started_at)
                VALUES (:id, 'running', CAST(:application AS jsonb), :attempt, :claim,
                        clock_timestamp() + make_interval(secs => :seconds), :startedAt)
                    ON CONFLICT (application_id) DO NOTHING
                """;
        return datastore.sql(handle ->
                handle.createUpdate(insert)
                                .bind("id", claim.applicationId())
                                .bind("application", json(claim.application()))
                                .bind("attempt", claim.attempt())
                                .bind("claim", claim.token())
                                .bind("seconds", seconds(lease))
                                .bind("startedAt", claim.startedAt())
                                .execute()
                        == 1);
    }

    @Override
    public List<Claim> takeDue(int limit, Duration lease) {
        // SKIP LOCKED: several instances sweep at the same time and share the rows.
        String take =
                """
                UPDATE screening
                   SET state = 'running', claim = gen_random_uuid(), attempt = attempt + 1,
                       due_at = clock_timestamp() + make_interval(secs => :seconds)
                 WHERE application_id IN
                       (SELECT application_id FROM screening
                         WHERE state <> 'completed' AND due_at <= clock_timestamp()
                         ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                RETURNING application_id, application::text AS application, claim, attempt,
                          started_at
                """;
        return datastore.sql(handle -> {
            List<Claim> taken =
                    handle.createQuery(take)
                            .bind("seconds", seconds(lease))
                            .bind("limit", limit)
                            .map((row, context) -> claim(row))
                            .list();
            return taken.isEmpty() ? taken : withChecks(handle, taken);
        });
    }

    @Override
    public boolean postpone(Claim claim, List<CheckResult> made, Duration wait) {
        String update =
                """
                UPDATE screening
                   SET state = 'waiting', claim = NULL,
                       due_at = clock_timestamp() + make_interval(secs => :seconds)
                 WHERE application_id = :id AND claim = :claim
                """;
        return datastore.sql(handle -> {
            int changed =
                    handle.createUpdate(update)
                            .bind("seconds", seconds(wait))
                            .bind("id", claim.applicationId())
                            .bind("claim", claim.token())
                            .execute();
            if (changed == 1) {
                keep(handle, claim.applicationId(), made);
            }
            return changed == 1;
        });
    }

    @Override
    public boolean complete(Claim claim, ScreeningResult result) {
        String update =
                """
                UPDATE screening
                   SET state = 'completed', claim = NULL, due_at = NULL,
                       completed_at = :completedAt, decision = :decision,
                       result = CAST(:result AS jsonb)
                 WHERE application_id = :id AND claim = :claim
                """;
        String decision = result.verdict().decision().name().toLowerCase(Locale.ROOT);
        return datastore.sql(handle -> {
            StandingTable.lockShared(handle);
            int changed =
                    handle.createUpdate(update)
                            .bind("completedAt", result.completedAt())
                            .bind("decision", decision)
                            .bind("result", json(result))
                            .bind("id", claim.applicationId())
                            .bind("claim", claim.token())
                            .execute();
            if (changed == 1) {
                StandingTable.put(handle, claim.applicationId(), result.lists());
            }
            if (changed == 1 && claim.attempt() > 1) {
                handle.createUpdate("DELETE FROM screening_check WHERE application_id = :id")
                        .bind("id", claim.applicationId())
                        .execute();
            }
            return changed == 1;
        });
    }

    @Override
    public Lookup find(String applicationId) {
        return datastore.query(handle ->
                handle.createQuery(
                                "SELECT result::text AS result FROM screening"
                                        + " WHERE application_id = :id")
                        .bind("id", applicationId)
                        .map((row, context) -> lookup(row.getString("result")))
                        .findOne()
                        .orElseGet(Lookup.Unknown::new));
    }

    private static Lookup lookup(@Nullable String result) {
        return result == null
                ? new Lookup.Unfinished()
                : new Lookup.Finished(Json.mapper().readValue(result, ScreeningResult.class));
    }

    private static void keep(Handle handle, String id, List<CheckResult> made) {
        if (made.isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO screening_check (application_id, name, result)
                        VALUES (:id, :name, CAST(:result AS jsonb))
                            ON CONFLICT (application_id, name) DO NOTHING
                        """);
        for (CheckResult check : made) {
            batch.bind("id", id)
                    .bind("name", check.check().wireName())
                    .bind("result", json(check))
                    .add();
        }
        batch.execute();
    }

    private static List<Claim> withChecks(Handle handle, List<Claim> claims) {
        Map<String, List<CheckResult>> made =
                handle
                        .createQuery(
                                "SELECT application_id, result::text AS result FROM screening_check"
                                        + " WHERE application_id IN (<ids>)")
                        .bindList("ids", claims.stream().map(Claim::applicationId).toList())
                        .map((row, context) ->
                                Map.entry(
                                        row.getString("application_id"),
                                        Json.mapper()
                                                .readValue(
                                                        row.getString("result"),
                                                        CheckResult.class)))
                        .list()
                        .stream()
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toList())));
        return claims.stream()
                .map(c ->
                        new Claim(
                                c.application(),
                                c.token(),
                                c.attempt(),
                                c.startedAt(),
                                made.getOrDefault(c.applicationId(), List.of())))
                .toList();
    }

    private static Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                Json.mapper().readValue(row.getString("application"), Application.class),
                row.getObject("claim", UUID.class),
                row.getInt("attempt"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                List.of());
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String json(Object value) {
        return Json.mapper().writeValueAsString(value);
    }
}
