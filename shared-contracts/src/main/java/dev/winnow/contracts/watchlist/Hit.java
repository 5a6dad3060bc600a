package dev.winnow.contracts.watchlist;

import jakarta.validation.constraints.NotBlank;
import java.util.List;

/**
 * An entry of a list that a party resembles.
 *
 * @param list the name the list was loaded under
 * @param entry the entry's number in the list, as its publisher gives it
 * @param matchedName the name or alias of the entry that matched best, as published
 * @param score 0 to 1
 * @param explanation what made the score, in the order it was added up
 */
public record Hit(
        @NotBlank String list,
        @NotBlank String entry,
        @NotBlank String matchedName,
        double score,
        List<Feature> explanation) {

    public Hit {
        explanation = explanation == null ? List.of() : List.copyOf(explanation);
    }

    /**
     * One part of a score. The effects of all features add up to the score, but for the bounds 0
     * and 1.
     *
     * @param feature its name, as in {@code name} or {@code dateOfBirth}
     * @param effect what it added or, when negative, took away
     * @param detail what was compared, for people
     */
    public record Feature(String feature, double effect, String detail) {}
}
