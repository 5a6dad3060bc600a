package dev.winnow.applications.adapter.out.jdbi;

import dev.winnow.applications.application.Applications;
import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Status;
import dev.winnow.applications.domain.Verdict;
import dev.winnow.datastore.Datastore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Applications in PostgreSQL. Safe to share. */
public final class JdbiApplications implements Applications {
    private static final String SELECT =
            """
            SELECT application_id, form::text AS form, content_hash, status,
                   reasons::text AS reasons, received_at, decided_at
              FROM application
            """;

    private final Datastore datastore;

    public JdbiApplications(Datastore datastore) {
        this.datastore = datastore;
    }

    @Override
    public boolean add(Application application) {
        // ON CONFLICT waits for a transaction that is adding the same reference, so when nothing
        // was added the other application can be read.
        String insert =
                """
                INSERT INTO application
                       (application_id, reference, content_hash, form, status, received_at)
                VALUES (:id, :reference, :content, CAST(:form AS jsonb), :status, :receivedAt)
                    ON CONFLICT (reference) DO NOTHING
                """;
        return datastore.sql(handle ->
                handle.createUpdate(insert)
                                .bind("id", application.id().value())
                                .bind("reference", application.form().reference())
                                .bind("content", application.content().hex())
                                .bind("form", Rows.form(application.form()))
                                .bind("status", name(application.status()))
                                .bind("receivedAt", application.receivedAt())
                                .execute()
                        == 1);
    }

    @Override
    public Optional<Application> byId(ApplicationId id) {
        return one("WHERE application_id = :id", query -> query.bind("id", id.value()));
    }

    @Override
    public Optional<Application> byReference(String reference) {
        return one("WHERE reference = :reference", query -> query.bind("reference", reference));
    }

    @Override
    public List<Application> newestFirst(
            @Nullable Status status, @Nullable ApplicationId before, int limit) {
        String sql =
                SELECT
                        + "WHERE true"
                        + (status == null ? "" : " AND status = :status")
                        + (before == null ? "" : " AND application_id < :before")
                        + " ORDER BY application_id DESC LIMIT :limit";
        return datastore.sql(handle -> {
            Query query = handle.createQuery(sql).bind("limit", limit);
            if (status != null) {
                query.bind("status", name(status));
            }
            if (before != null) {
                query.bind("before", before.value());
            }
            return query.map((row, context) -> Rows.application(row)).list();
        });
    }

    @Override
    public boolean beginScreening(ApplicationId id) {
        return datastore.sql(handle -> move(handle, id, Status.SCREENING, null));
    }

    @Override
    public boolean decide(ApplicationId id, Verdict verdict) {
        return datastore.sql(handle -> move(handle, id, verdict.outcome(), verdict));
    }

    @Override
    public boolean decideAgain(ApplicationId id, int revision, Verdict verdict) {
        String keep =
                """
                INSERT INTO earlier_decision
                       (application_id, revision, status, reasons, decided_at)
                SELECT application_id, revision, status, reasons, decided_at
                  FROM application
                 WHERE application_id = :id AND revision < :revision AND decided_at IS NOT NULL
                   FOR UPDATE
                """;
        String update =
                """
                UPDATE application
                   SET status = :to, reasons = CAST(:reasons AS jsonb), decided_at = :decidedAt,
                       revision = :revision
                 WHERE application_id = :id
                """;
        return datastore.sql(handle -> {
            int kept =
                    handle.createUpdate(keep)
                            .bind("id", id.value())
                            .bind("revision", revision)
                            .execute();
            return kept == 1
                    && handle.createUpdate(update)
                                    .bind("to", name(verdict.outcome()))
                                    .bind("reasons", Rows.causes(verdict.causes()))
                                    .bind("decidedAt", verdict.decidedAt())
                                    .bind("revision", revision)
                                    .bind("id", id.value())
                                    .execute()
                            == 1;
        });
    }

    /** The guard is in the statement: of two that race, the second finds another state. */
    private static boolean move(
            Handle handle, ApplicationId id, Status to, @Nullable Verdict verdict) {
        List<String> from = to.predecessors().stream().map(JdbiApplications::name).toList();
        String update =
                """
                UPDATE application
                   SET status = :to, reasons = CAST(:reasons AS jsonb), decided_at = :decidedAt
                 WHERE application_id = :id AND status IN (<from>)
                """;
        return handle.createUpdate(update)
                        .bind("to", name(to))
                        .bind("reasons", verdict == null ? "[]" : Rows.causes(verdict.causes()))
                        .bind("decidedAt", verdict == null ? null : verdict.decidedAt())
                        .bind("id", id.value())
                        .bindList("from", from)
                        .execute()
                == 1;
    }

    private Optional<Application> one(String where, UnaryOperator<Query> bindings) {
        return datastore.sql(handle ->
                bindings.apply(handle.createQuery(SELECT + where))
                        .map((row, context) -> Rows.application(row))
                        .findOne());
    }

    private static String name(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
