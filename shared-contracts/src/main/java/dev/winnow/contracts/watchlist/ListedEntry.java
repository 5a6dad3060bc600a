package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a list says of a party.
 *
 * @param version of the list
 * @param names the primary name first
 * @param datesOfBirth each of which may be meant: {@code 1963-05-05}, {@code 1963-05}, {@code
 *     1963}, {@code 1960-01-01/1965-12-31}, with a leading {@code ~} for about
 * @param nationalities ISO 3166-1 alpha-2
 * @param countries ISO 3166-1 alpha-2, in any role
 * @param placesOfBirth as published
 * @param addresses in one line each, as published
 * @param gender {@code male}, {@code female} or {@code other}; absent when not known
 * @param positions offices and titles, as published
 * @param programmes why it is listed
 * @param listedOn absent when not given
 * @param remarks as published; absent when there are none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ListedEntry(
        String list,
        int version,
        String entry,
        EntryKind kind,
        List<Name> names,
        List<String> datesOfBirth,
        List<String> nationalities,
        List<String> countries,
        List<PartyIdentifier> identifiers,
        List<String> placesOfBirth,
        List<String> addresses,
        @Nullable String gender,
        List<String> positions,
        List<String> programmes,
        @Nullable LocalDate listedOn,
        @Nullable String remarks) {

    public ListedEntry {
        names = names == null ? List.of() : List.copyOf(names);
        datesOfBirth = datesOfBirth == null ? List.of() : List.copyOf(datesOfBirth);
        nationalities = nationalities == null ? List.of() : List.copyOf(nationalities);
        countries = countries == null ? List.of() : List.copyOf(countries);
        identifiers = identifiers == null ? List.of() : List.copyOf(identifiers);
        placesOfBirth = placesOfBirth == null ? List.of() : List.copyOf(placesOfBirth);
        addresses = addresses == null ? List.of() : List.copyOf(addresses);
        positions = positions == null ? List.of() : List.copyOf(positions);
        programmes = programmes == null ? List.of() : List.copyOf(programmes);
    }

    /**
     * @param weak whether the publisher marks it as a weak alias
     */
    public record Name(String text, NameType type, boolean weak) {}

    /** What a name is to its bearer. */
    public enum NameType {
        @JsonProperty("primary")
        PRIMARY,
        @JsonProperty("alias")
        ALIAS,
        @JsonProperty("former")
        FORMER,
        @JsonProperty("original_script")
        ORIGINAL_SCRIPT
    }
}
