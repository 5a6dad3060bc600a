package dev.winnow.contracts.velocity;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * How often the data of an application was seen, and who resembles the applicant.
 *
 * @param counters for each key that the application has, one for each window
 * @param duplicates the best first; empty when nobody is alike
 * @param unusable keys that the application has but that cannot be read, as a phone number that is
 *     none
 * @param gaps what could not be looked at, in words; empty when complete
 * @param algorithm the version of the comparison behind {@code duplicates}
 */
public record CheckReply(
        @NotBlank String applicationId,
        @NotNull CheckStatus status,
        List<@Valid Counter> counters,
        List<@Valid Duplicate> duplicates,
        List<KeyKind> unusable,
        List<String> gaps,
        String algorithm) {

    public CheckReply {
        counters = counters == null ? List.of() : List.copyOf(counters);
        duplicates = duplicates == null ? List.of() : List.copyOf(duplicates);
        unusable = unusable == null ? List.of() : List.copyOf(unusable);
        gaps = gaps == null ? List.of() : List.copyOf(gaps);
    }
}
