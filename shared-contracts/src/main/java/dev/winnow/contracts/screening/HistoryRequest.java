package dev.winnow.contracts.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for all results that an application ever had.
 *
 * @param before only results with a lower number; absent for the latest
 * @param limit 1 to 20; absent for 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryRequest(
        @NotBlank @Size(max = 64) String applicationId,
        @Nullable @Min(2) Integer before,
        @Nullable @Min(1) @Max(20) Integer limit) {}
