package dev.winnow.screening.domain;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who applies, as they say themselves. What is absent was not given; blank text counts as absent.
 *
 * @param dateOfBirth of a person, or the day an organisation was founded
 * @param nationality ISO 3166-1 alpha-2, as every country here
 * @param country of residence or registration
 */
public record Applicant(
        PartyKind kind,
        String name,
        @Nullable LocalDate dateOfBirth,
        @Nullable String nationality,
        @Nullable String documentType,
        @Nullable String documentNumber,
        @Nullable String documentCountry,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String country) {

    public Applicant {
        nationality = given(nationality);
        documentType = given(documentType);
        documentNumber = given(documentNumber);
        documentCountry = given(documentCountry);
        email = given(email);
        phone = given(phone);
        address = given(address);
        country = given(country);
    }

    /** Whether the applicant is a person and not an organisation. */
    public boolean person() {
        return kind == PartyKind.PERSON;
    }

    /** Full years of a person on a day; absent when not known or not yet born. */
    public Optional<Integer> ageOn(LocalDate day) {
        LocalDate born = dateOfBirth;
        if (!person() || born == null || born.isAfter(day)) {
            return Optional.empty();
        }
        return Optional.of(born.until(day).getYears());
    }

    static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Names nobody: an applicant's data must not reach a log. */
    @Override
    public String toString() {
        return "Applicant[" + kind + "]";
    }
}
