package dev.winnow.contracts.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks how it goes with screening again.
 *
 * @param list only of this list; absent for all
 * @param limit 1 to 100; absent for 20
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RescreeningsRequest(
        @Nullable @Size(min = 1, max = 64) String list,
        @Nullable @Min(1) @Max(100) Integer limit) {}
