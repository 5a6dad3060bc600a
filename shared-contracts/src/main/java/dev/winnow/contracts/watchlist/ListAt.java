package dev.winnow.contracts.watchlist;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A list in one of its versions. */
public record ListAt(@NotBlank @Size(max = 64) String list, @Min(1) int version) {}
