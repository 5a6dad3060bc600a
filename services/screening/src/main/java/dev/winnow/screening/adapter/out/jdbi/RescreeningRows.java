package dev.winnow.screening.adapter.out.jdbi;

import dev.winnow.messaging.Json;
import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.RescreeningCause;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** Rows as what they stand for. */
final class RescreeningRows {
    private RescreeningRows() {}

    static Rescreening run(ResultSet row) throws SQLException {
        long done = row.getLong("done");
        return new Rescreening(
                row.getString("list"),
                row.getInt("from_version"),
                row.getInt("to_version"),
                Rescreening.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                // Screenings may complete against the old version while it runs.
                Math.max(row.getLong("total"), done),
                done,
                row.getLong("changed"),
                row.getLong("redecided"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("completed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    static Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                row.getInt("revision"),
                Json.mapper().readValue(row.getString("result"), ScreeningResult.class),
                Optional.ofNullable(row.getString("cause"))
                        .map(cause -> Json.mapper().readValue(cause, RescreeningCause.class)));
    }
}
