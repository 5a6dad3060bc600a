package dev.winnow.contracts.velocity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;

/**
 * Another application that seems to be of the same applicant.
 *
 * @param score 0 to 1
 * @param explanation what made the score
 * @param differs what both have and have not alike, as in {@code dateOfBirth}; empty when all that
 *     both have is the same
 */
public record Duplicate(
        @NotBlank String applicationId,
        @NotNull Instant submittedAt,
        double score,
        List<Feature> explanation,
        List<String> differs) {

    public Duplicate {
        explanation = explanation == null ? List.of() : List.copyOf(explanation);
        differs = differs == null ? List.of() : List.copyOf(differs);
    }

    /**
     * One part of a score; the effects of all features add up to it.
     *
     * @param feature its name, as in {@code name} or {@code address}
     * @param effect what it added
     * @param alike how alike the two are in it, 0 to 1; nobody's data is quoted
     */
    public record Feature(String feature, double effect, double alike) {}
}
