package dev.winnow.watchlist.domain;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.Traits;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A listed party. Immutable; {@link EntryBuilder} makes one part by part.
 *
 * @param number the entry's number, as its publisher gives it
 * @param names the primary name first, then the others; never empty
 * @param birthDates of a person, each of which may be meant; or founding dates
 * @param nationalities ISO 3166-1 alpha-2; flags and registrations of what is no person
 * @param countries ISO 3166-1 alpha-2, in any role, the nationalities among them
 * @param identifiers documents and registration numbers
 * @param places of birth, as published
 * @param addresses in one line each, as published
 * @param gender {@code male}, {@code female}, {@code other}; empty when not known
 * @param positions offices and titles, as published
 * @param programmes why it is listed
 * @param listedOn since when, if that is given
 * @param remarks as published; empty when there are none
 */
public record Entry(
        String number,
        EntryKind kind,
        List<ListedName> names,
        List<BirthDate> birthDates,
        List<String> nationalities,
        List<String> countries,
        List<Identifier> identifiers,
        List<String> places,
        List<String> addresses,
        String gender,
        List<String> positions,
        List<String> programmes,
        Optional<LocalDate> listedOn,
        String remarks) {

    public Entry {
        names = List.copyOf(names);
        birthDates = List.copyOf(birthDates);
        nationalities = List.copyOf(nationalities);
        countries = List.copyOf(countries);
        identifiers = List.copyOf(identifiers);
        places = List.copyOf(places);
        addresses = List.copyOf(addresses);
        positions = List.copyOf(positions);
        programmes = List.copyOf(programmes);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("an entry needs a name: " + number);
        }
    }

    /** What is known beside the names. */
    Traits traits() {
        return new Traits(Optional.of(kind), birthDates, countries, gender, identifiers);
    }
}
