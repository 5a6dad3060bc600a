package dev.winnow.contracts.screening;

import dev.winnow.contracts.Decision;
import dev.winnow.contracts.Reason;
import dev.winnow.contracts.watchlist.Hit;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;

/** A finished screening: what was checked, what was found, and what the policy made of it. */
public record ScreeningResult(
        @NotBlank String applicationId,
        @NotNull Decision decision,
        List<@Valid Reason> reasons,
        List<@Valid CheckResult> checks,
        List<@Valid Hit> hits,
        @NotNull @Valid PolicyVersion policy,
        @NotNull Instant startedAt,
        @NotNull Instant completedAt) {

    public ScreeningResult {
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        checks = checks == null ? List.of() : List.copyOf(checks);
        hits = hits == null ? List.of() : List.copyOf(hits);
    }
}
