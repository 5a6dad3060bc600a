package dev.winnow.watchlist.adapter.out.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.matching.BirthDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OfacRemarksTest {
    @ParameterizedTest
    @CsvSource({
        "05 May 1963, 1963-05-05",
        "May 1963, 1963-05",
        "1963, 1963",
        "circa 1955, ~1955",
        "circa 05 May 1963, ~1963-05-05",
        "1960 to 1962, 1960-01-01/1962-12-31",
        "01 Jan 1960 to 31 Dec 1962, 1960-01-01/1962-12-31",
        "Jan 1960 to Dec 1962, 1960-01-01/1962-12-31",
        "circa 1979-1982, ~1979-01-01/1982-12-31",
    })
    void datesOfEveryForm(String published, String date) {
        assertThat(OfacRemarks.date(published)).map(BirthDate::toString).contains(date);
    }

    @Test
    void whatIsNotUnderstoodDoesNoHarm() {
        OfacRemarks remarks =
                OfacRemarks.read(
                        "DOB unknown; DOB 31 Feb 1960; nationality Atlantis; Passport ; ;; Gender;"
                                + " alt. a.k.a. 'X'; POB ");

        assertThat(remarks.birthDates()).isEmpty();
        assertThat(remarks.countries()).isEmpty();
        assertThat(remarks.identifiers()).isEmpty();
        assertThat(remarks.weakAliases()).containsExactly("X");
    }

    @Test
    void numbersWithDatesOfIssueAndWithoutCountry() {
        OfacRemarks remarks =
                OfacRemarks.read(
                        "Passport G1234567 issued 23 Jun 1999 expires 05 Feb 2004; alt. Passport"
                                + " D36 999 (Jordan); SSN 123-45-6789 (United States).");

        assertThat(remarks.identifiers())
                .extracting(i -> i.number() + "/" + i.country())
                .containsExactly("G1234567/", "D36 999/JO", "123-45-6789/US");
    }
}
