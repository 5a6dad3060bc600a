package dev.winnow.contracts.applications;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Reason;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;

/**
 * An application has been decided; exactly one such event is made for each. When it is screened
 * again, the screening service's event of that is the news.
 */
public record Decided(
        @NotBlank String applicationId,
        @NotBlank String reference,
        @NotNull Decision decision,
        List<Reason> reasons,
        @NotNull Instant receivedAt,
        @NotNull Instant decidedAt) {

    public Decided {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
}
