package dev.winnow.matching;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a party beside its names. Immutable.
 *
 * @param kind empty when not known
 * @param birthDates of a person, each of which may be meant; or founding dates
 * @param countries ISO 3166-1 alpha-2 in upper case, in any role
 * @param gender as given, of which the first letter counts; empty when not known
 */
public record Traits(
        Optional<EntryKind> kind,
        List<BirthDate> birthDates,
        List<String> countries,
        String gender,
        List<Identifier> identifiers) {
    private static final Traits NONE =
            new Traits(Optional.empty(), List.of(), List.of(), "", List.of());

    public Traits {
        birthDates = List.copyOf(birthDates);
        countries = List.copyOf(countries);
        identifiers = List.copyOf(identifiers);
    }

    /** Of whom only the name is known. */
    public static Traits none() {
        return NONE;
    }
}
