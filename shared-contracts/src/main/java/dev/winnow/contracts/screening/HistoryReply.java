package dev.winnow.contracts.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results of an application.
 *
 * @param revisions the latest first
 */
public record HistoryReply(String applicationId, List<Revision> revisions) {

    public HistoryReply {
        revisions = revisions == null ? List.of() : List.copyOf(revisions);
    }

    /**
     * One result.
     *
     * @param revision its number; the first is 1
     * @param cause why there was another result than before; absent of the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Revision(
            int revision, ScreeningResult result, @Nullable RescreeningCause cause) {}
}
