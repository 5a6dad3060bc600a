package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.winnow.contracts.PartyKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to look for.
 *
 * @param kind absent when not known
 * @param dateOfBirth of a person
 * @param countries ISO 3166-1 alpha-2, in any role: nationality, residence, document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Party(
        @NotBlank @Size(max = 500) String name,
        @Nullable PartyKind kind,
        @Nullable LocalDate dateOfBirth,
        @Size(max = 20) List<@NotBlank @Size(max = 2) String> countries,
        @Size(max = 20) List<@Valid PartyIdentifier> identifiers) {

    public Party {
        countries = countries == null ? List.of() : List.copyOf(countries);
        identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
    }

    /** Of whom only the name is known. */
    public static Party named(String name) {
        return new Party(name, null, null, List.of(), List.of());
    }
}
