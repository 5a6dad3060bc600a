package dev.winnow.contracts.watchlist;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * Takes an exclusion back. It stays to be seen.
 *
 * @param id of the exclusion
 * @param actor who takes it back
 * @param reason why
 */
public record WithdrawExclusionRequest(
        @NotBlank @Size(max = 64) String id,
        @NotBlank @Size(max = 128) String actor,
        @NotBlank @Size(max = 1000) String reason) {}
