package dev.winnow.contracts.watchlist;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Two parties: how alike are they? */
public record CompareRequest(@NotNull @Valid Party one, @NotNull @Valid Party other) {}
