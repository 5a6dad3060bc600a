package dev.winnow.screening.adapter.out.jdbi;

import dev.winnow.datastore.Datastore;
import dev.winnow.messaging.Json;
import dev.winnow.screening.application.Rescreenings;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.RescreeningCause;
import dev.winnow.screening.domain.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Screening again in PostgreSQL. Each change of a screening compares the claim and the number of
 * its result, so that of two holders only the one that has the row changes anything. Safe to share.
 */
public final class JdbiRescreenings implements Rescreenings {
    private final Datastore datastore;

    public JdbiRescreenings(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public Optional<Rescreening> begin(RescreeningCause move, Instant now) {
        return datastore.sql(handle -> {
            StandingTable.lock(handle);
            return becameKnown(handle, move)
                    ? Optional.of(insert(handle, move, now))
                    : Optional.empty();
        });
    }

    /** Whether it is newer than what was known. Of a new list each completed one gets a row. */
    private static boolean becameKnown(Handle handle, RescreeningCause move) {
        Optional<Integer> known =
                handle.createQuery("SELECT version FROM known_list WHERE list = :list")
                        .bind("list", move.list())
                        .mapTo(Integer.class)
                        .findOne();
        if (known.filter(version -> version >= move.to()).isPresent()) {
            return false;
        }
        String put =
                """
                INSERT INTO known_list (list, version) VALUES (:list, :version)
                    ON CONFLICT (list) DO UPDATE SET version = excluded.version
                """;
        handle.createUpdate(put).bind("list", move.list()).bind("version", move.to()).execute();
        if (known.isEmpty()) {
            String stand =
                    """
                    INSERT INTO screening_list (application_id, list, version)
                    SELECT application_id, :list, 0 FROM screening WHERE state = 'completed'
                        ON CONFLICT (application_id, list) DO NOTHING
                    """;
            handle.createUpdate(stand).bind("list", move.list()).execute();
        }
        return true;
    }

    private static Rescreening insert(Handle handle, RescreeningCause move, Instant now) {
        String supersede =
                """
                UPDATE rescreening SET state = 'superseded', completed_at = :now
                 WHERE list = :list AND state = 'running'
                """;
        handle.createUpdate(supersede).bind("list", move.list()).bind("now", now).execute();
        String insert =
                """
                INSERT INTO rescreening
                       (list, to_version, from_version, state, total, started_at)
                SELECT :list, :to, :from, 'running', count(*), :now
                  FROM screening_list WHERE list = :list AND version < :to
                RETURNING *
                """;
        return handle.createQuery(insert)
                .bind("list", move.list())
                .bind("to", move.to())
                .bind("from", move.from())
                .bind("now", now)
                .map((row, context) -> RescreeningRows.run(row))
                .one();
    }

    @Override
    public List<ListVersion> unfinished() {
        String select =
                """
                SELECT list, version FROM known_list AS known
                 WHERE EXISTS (SELECT FROM screening_list AS standing
                                WHERE standing.list = known.list
                                  AND standing.version < known.version)
                    OR EXISTS (SELECT FROM rescreening AS run
                                WHERE run.list = known.list AND run.to_version = known.version
                                  AND run.state = 'running')
                 ORDER BY list
                """;
        return datastore.sql(handle ->
                handle.createQuery(select)
                        .map((row, context) ->
                                new ListVersion(row.getString("list"), row.getInt("version")))
                        .list());
    }

    @Override
    public Batch take(ListVersion target, int limit, Duration lease) {
        // SKIP LOCKED: several batches and instances take at the same time and share the rows.
        String take =
                """
                WITH due AS MATERIALIZED
                     (SELECT application_id FROM screening_list
                       WHERE list = :list AND version < :version
                         AND due_at <= clock_timestamp()
                       ORDER BY version LIMIT :limit FOR UPDATE SKIP LOCKED)
                UPDATE screening_list AS standing
                   SET claim = :claim,
                       due_at = clock_timestamp() + make_interval(secs => :seconds)
                  FROM due JOIN screening USING (application_id)
                 WHERE standing.application_id = due.application_id AND standing.list = :list
                RETURNING standing.version, screening.application::text AS application,
                          screening.result -> 'checks'
                              @> '[{"check": "WATCHLIST", "status": "UNAVAILABLE"}]' AS unmade
                """;
        UUID token = UUID.randomUUID();
        List<Taken> taken =
                datastore.sql(handle ->
                        handle.createQuery(take)
                                .bind("claim", token)
                                .bind("seconds", lease.toNanos() / 1e9)
                                .bind("list", target.list())
                                .bind("version", target.version())
                                .bind("limit", limit)
                                .map((row, context) ->
                                        new Taken(
                                                Json.mapper()
                                                        .readValue(
                                                                row.getString("application"),
                                                                Application.class),
                                                row.getInt("version"),
                                                row.getBoolean("unmade")))
                                .list());
        return new Batch(token, target, taken);
    }

    @Override
    public int moveOn(Batch batch, Collection<String> applicationIds) {
        if (applicationIds.isEmpty()) {
            return 0;
        }
        String update =
                """
                UPDATE screening_list
                   SET version = :version, claim = NULL, due_at = '-infinity'
                 WHERE list = :list AND claim = :claim AND application_id IN (<ids>)
                """;
        return datastore.transact(() ->
                datastore.sql(handle -> {
                    int moved =
                            handle.createUpdate(update)
                                    .bind("version", batch.target().version())
                                    .bind("list", batch.target().list())
                                    .bind("claim", batch.token())
                                    .bindList("ids", List.copyOf(applicationIds))
                                    .execute();
                    count(handle, batch, moved, 0, 0);
                    return moved;
                }));
    }

    @Override
    public void putOff(Batch batch, Collection<String> applicationIds, Duration wait) {
        String update =
                """
                UPDATE screening_list
                   SET claim = NULL, due_at = clock_timestamp() + make_interval(secs => :seconds)
                 WHERE list = :list AND claim = :claim AND application_id IN (<ids>)
                """;
        datastore.sql(handle ->
                handle.createUpdate(update)
                        .bind("seconds", wait.toNanos() / 1e9)
                        .bind("list", batch.target().list())
                        .bind("claim", batch.token())
                        .bindList("ids", List.copyOf(applicationIds))
                        .execute());
    }

    @Override
    public Optional<Revision> current(String applicationId) {
        String select =
                """
                SELECT revision, result::text AS result, cause::text AS cause
                  FROM screening WHERE application_id = :id AND state = 'completed'
                """;
        return datastore.sql(handle ->
                handle.createQuery(select)
                        .bind("id", applicationId)
                        .map((row, context) -> RescreeningRows.revision(row))
                        .findOne());
    }

    @Override
    public boolean confirm(Batch batch, Revision stays, List<ListVersion> looked) {
        String id = stays.result().applicationId();
        return datastore.transact(() ->
                datastore.sql(handle -> {
                    if (!holds(handle, batch, id, stays.number())) {
                        return false;
                    }
                    stand(handle, batch, id, looked);
                    count(handle, batch, 1, 0, 0);
                    return true;
                }));
    }

    @Override
    public boolean replace(Batch batch, Revision next, boolean redecided) {
        String id = next.result().applicationId();
        return datastore.sql(handle -> {
            if (!holds(handle, batch, id, next.number() - 1)) {
                return false;
            }
            String keep =
                    """
                    INSERT INTO screening_revision
                           (application_id, revision, result, cause, replaced_at)
                    SELECT application_id, revision, result, cause, :now
                      FROM screening WHERE application_id = :id
                    """;
            handle.createUpdate(keep)
                    .bind("now", next.result().completedAt())
                    .bind("id", id)
                    .execute();
            String update =
                    """
                    UPDATE screening
                       SET revision = :revision, result = CAST(:result AS jsonb),
                           cause = CAST(:cause AS jsonb), decision = :decision,
                           completed_at = :now
                     WHERE application_id = :id
                    """;
            handle.createUpdate(update)
                    .bind("revision", next.number())
                    .bind("result", Json.mapper().writeValueAsString(next.result()))
                    .bind("cause", Json.mapper().writeValueAsString(next.cause().orElseThrow()))
                    .bind(
                            "decision",
                            next.result().verdict().decision().name().toLowerCase(Locale.ROOT))
                    .bind("now", next.result().completedAt())
                    .bind("id", id)
                    .execute();
            stand(handle, batch, id, next.result().lists());
            count(handle, batch, 1, 1, redecided ? 1 : 0);
            return true;
        });
    }

    /**
     * Whether nobody has taken it over, be it for another list. The screening is locked first,
     * always: so two that change the same one wait for each other in the same order.
     */
    private static boolean holds(Handle handle, Batch batch, String id, int revision) {
        String lock =
                """
                SELECT revision FROM screening WHERE application_id = :id FOR UPDATE
                """;
        boolean same =
                handle.createQuery(lock)
                        .bind("id", id)
                        .mapTo(Integer.class)
                        .findOne()
                        .filter(found -> found == revision)
                        .isPresent();
        String claimed =
                """
                SELECT 1 FROM screening_list
                 WHERE application_id = :id AND list = :list AND claim = :claim FOR UPDATE
                """;
        return same
                && handle.createQuery(claimed)
                        .bind("id", id)
                        .bind("list", batch.target().list())
                        .bind("claim", batch.token())
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent();
    }

    /** The whole check looked at all lists, so that it stands against all of them. */
    private static void stand(Handle handle, Batch batch, String id, List<ListVersion> looked) {
        StandingTable.put(handle, id, looked);
        String free =
                """
                UPDATE screening_list SET claim = NULL, due_at = '-infinity'
                 WHERE application_id = :id AND list = :list
                """;
        handle.createUpdate(free).bind("id", id).bind("list", batch.target().list()).execute();
    }

    private static void count(Handle handle, Batch batch, int done, int changed, int redecided) {
        String update =
                """
                UPDATE rescreening
                   SET done = done + :done, changed = changed + :changed,
                       redecided = redecided + :redecided
                 WHERE list = :list AND to_version = :version
                """;
        handle.createUpdate(update)
                .bind("done", done)
                .bind("changed", changed)
                .bind("redecided", redecided)
                .bind("list", batch.target().list())
                .bind("version", batch.target().version())
                .execute();
    }

    @Override
    public Optional<Rescreening> end(ListVersion target, Instant now) {
        String update =
                """
                UPDATE rescreening SET state = 'completed', completed_at = :now
                 WHERE list = :list AND to_version = :version AND state = 'running'
                   AND NOT EXISTS (SELECT FROM screening_list
                                    WHERE list = :list AND version < :version)
                RETURNING *
                """;
        return datastore.sql(handle ->
                handle.createQuery(update)
                        .bind("now", now)
                        .bind("list", target.list())
                        .bind("version", target.version())
                        .map((row, context) -> RescreeningRows.run(row))
                        .findOne());
    }

    @Override
    public List<Rescreening> latest(Optional<String> list, int limit) {
        String select =
                "SELECT * FROM rescreening WHERE "
                        + (list.isPresent() ? "list = :list" : "true")
                        + " ORDER BY started_at DESC, list LIMIT :limit";
        return datastore.query(handle -> {
            var query = handle.createQuery(select).bind("limit", limit);
            list.ifPresent(name -> query.bind("list", name));
            return query.map((row, context) -> RescreeningRows.run(row)).list();
        });
    }

    @Override
    public List<Revision> history(String applicationId, int before, int limit) {
        String select =
                """
                SELECT revision, result::text AS result, cause::text AS cause
                  FROM (SELECT revision, result, cause FROM screening
                         WHERE application_id = :id AND state = 'completed'
                        UNION ALL
                        SELECT revision, result, cause FROM screening_revision
                         WHERE application_id = :id) AS results
                 WHERE revision < :before ORDER BY revision DESC LIMIT :limit
                """;
        return datastore.query(handle ->
                handle.createQuery(select)
                        .bind("id", applicationId)
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((row, context) -> RescreeningRows.revision(row))
                        .list());
    }
}
