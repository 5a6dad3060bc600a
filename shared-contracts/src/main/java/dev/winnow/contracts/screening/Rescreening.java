package dev.winnow.contracts.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The screening of finished applications against a new version of a list, as far as it has come.
 *
 * @param from the version that was in force before; 0 when the list was new
 * @param to the version that is looked at
 * @param total applications that stood against an older version
 * @param done of these have been looked at
 * @param changed have another result
 * @param redecided have another decision
 * @param completedAt absent until it is at its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rescreening(
        String list,
        int from,
        int to,
        State state,
        long total,
        long done,
        long changed,
        long redecided,
        Instant startedAt,
        @Nullable Instant completedAt) {

    /** How it stands. */
    public enum State {
        /** Under way. */
        @JsonProperty("running")
        RUNNING,
        /** All have been looked at. */
        @JsonProperty("completed")
        COMPLETED,
        /** A newer version came; what was left is looked at for that one. */
        @JsonProperty("superseded")
        SUPERSEDED
    }
}
