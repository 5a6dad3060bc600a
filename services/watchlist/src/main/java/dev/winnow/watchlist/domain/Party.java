package dev.winnow.watchlist.domain;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.Traits;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Somebody to look for.
 *
 * @param kind PERSON or ORGANISATION; empty when not known
 * @param countries ISO 3166-1 alpha-2, in any role
 */
public record Party(
        String name,
        Optional<EntryKind> kind,
        Optional<LocalDate> dateOfBirth,
        List<String> countries,
        List<Identifier> identifiers) {

    public Party {
        countries = List.copyOf(countries);
        identifiers = List.copyOf(identifiers);
    }

    /** What is known beside the name. */
    Traits traits() {
        List<BirthDate> born =
                dateOfBirth.isEmpty() ? List.of() : List.of(BirthDate.on(dateOfBirth.get()));
        return new Traits(kind, born, countries, "", identifiers);
    }

    /** Somebody of whom only the name is known. */
    public static Party named(String name) {
        return new Party(name, Optional.empty(), Optional.empty(), List.of(), List.of());
    }
}
