package dev.winnow.applications.adapter.out.jdbi;

import dev.winnow.applications.adapter.Wire;
import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Cause;
import dev.winnow.applications.domain.ContentHash;
import dev.winnow.applications.domain.Form;
import dev.winnow.applications.domain.Status;
import dev.winnow.applications.domain.Verdict;
import dev.winnow.contracts.applications.ApplicationForm;
import dev.winnow.messaging.Json;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Between an application and its row. */
final class Rows {

    private Rows() {}

    /** The form as JSON, in the words of the submit contract, which only ever gains fields. */
    static String form(Form form) {
        return json(Wire.form(form));
    }

    static String causes(List<Cause> causes) {
        return json(causes);
    }

    static Application application(ResultSet row) throws SQLException {
        Status status = Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT));
        return new Application(
                new ApplicationId(row.getObject("application_id", UUID.class)),
                Wire.form(read(row.getString("form"), ApplicationForm.class)),
                new ContentHash(row.getString("content_hash")),
                status,
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                verdict(row, status));
    }

    private static @Nullable Verdict verdict(ResultSet row, Status status) throws SQLException {
        if (!status.isFinal()) {
            return null;
        }
        Instant decidedAt = row.getObject("decided_at", OffsetDateTime.class).toInstant();
        List<Cause> causes = List.of(read(row.getString("reasons"), Cause[].class));
        return new Verdict(status, causes, decidedAt);
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
    }
}
