package dev.winnow.contracts.applications;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** An application has been received and committed. */
public record Submitted(
        @NotBlank String applicationId,
        @NotNull @Valid ApplicationForm form,
        @NotNull Instant receivedAt) {}
