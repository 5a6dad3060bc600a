package dev.winnow.contracts.screening;

import dev.winnow.contracts.Decision;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * A list has changed, and with it the result of a finished screening. Made only where the hits are
 * others than before; the decision may be the same.
 *
 * @param revision the number of the new result: the first result is 1, so 2 or more
 * @param previousDecision that of the result before
 * @param result the new one
 */
public record Rescreened(
        @NotBlank String applicationId,
        int revision,
        @NotNull Decision previousDecision,
        @NotNull @Valid RescreeningCause cause,
        @NotNull @Valid ScreeningResult result) {}
