package dev.winnow.contracts.screening;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** The screening of an application has begun. */
public record ScreeningStarted(@NotBlank String applicationId, @NotNull Instant startedAt) {}
