package dev.winnow.contracts;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Why a decision was made.
 *
 * @param code stable, for programs, as in {@code WATCHLIST_HIT}
 * @param text for people
 */
public record Reason(
        @NotBlank @Size(max = 64) String code, @NotBlank @Size(max = 500) String text) {}
