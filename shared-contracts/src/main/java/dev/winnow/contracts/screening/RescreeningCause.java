package dev.winnow.contracts.screening;

import jakarta.validation.constraints.NotBlank;

/**
 * Why an application was screened again: a list moved from one version to another.
 *
 * @param from the version that the earlier result stood against; 0 when the list was not looked at
 * @param to the version that the new result stands against
 */
public record RescreeningCause(@NotBlank String list, int from, int to) {}
