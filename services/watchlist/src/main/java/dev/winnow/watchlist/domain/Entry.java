package dev.winnow.watchlist.domain;

import dev.winnow.matching.BirthDate;
import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Identifier;
import dev.winnow.matching.Traits;
import java.util.List;
import java.util.Optional;

/**
 * A listed party. Immutable.
 *
 * @param number the entry's number, as its publisher gives it
 * @param names the primary name first, then the aliases; never empty
 * @param birthDates of a person, each of which may be meant; or founding dates
 * @param countries ISO 3166-1 alpha-2, in any role
 * @param places of birth, as published
 * @param addresses in one line each, as published
 * @param gender as published; empty when not known
 * @param programme why it is listed; empty when not given
 * @param remarks as published; empty when there are none
 */
public record Entry(
        String number,
        EntryKind kind,
        List<ListedName> names,
        List<BirthDate> birthDates,
        List<String> countries,
        List<Identifier> identifiers,
        List<String> places,
        List<String> addresses,
        String gender,
        String programme,
        String remarks) {

    public Entry {
        names = List.copyOf(names);
        birthDates = List.copyOf(birthDates);
        countries = List.copyOf(countries);
        identifiers = List.copyOf(identifiers);
        places = List.copyOf(places);
        addresses = List.copyOf(addresses);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("an entry needs a name: " + number);
        }
    }

    /** What is known beside the names. */
    Traits traits() {
        return new Traits(Optional.of(kind), birthDates, countries, gender, identifiers);
    }
}
