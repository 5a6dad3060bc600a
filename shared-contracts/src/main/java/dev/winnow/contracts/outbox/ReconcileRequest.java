package dev.winnow.contracts.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * Compares a batch of published events with their streams.
 *
 * @param after goes on behind this row, from the reply before; absent for the first
 * @param limit how many events, 1 to 2000; absent for 1000
 * @param republish whether what is missing is published again; absent for no
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReconcileRequest(
        @Nullable @Min(0) Long after,
        @Nullable @Min(1) @Max(2000) Integer limit,
        @Nullable Boolean republish) {}
