package dev.winnow.contracts.applications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.contracts.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An application's life so far, without the applicant's data.
 *
 * @param reasons why it was decided; empty until then
 * @param decidedAt absent until it is decided
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationSummary(
        String applicationId,
        String reference,
        ApplicationStatus status,
        List<Reason> reasons,
        Instant receivedAt,
        @Nullable Instant decidedAt) {

    public ApplicationSummary {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
}
