package dev.winnow.contracts.screening;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Asks for the result of an application's screening. */
public record ResultRequest(@NotBlank @Size(max = 64) String applicationId) {}
