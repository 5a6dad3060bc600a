package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.matching.BirthDate.Agreement;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BirthDateTest {
    @ParameterizedTest
    @CsvSource({
        "1963-05-05, 1963-05-05, EQUAL",
        "1963-05-05, 1963-11-30, POSSIBLE",
        "1963-05-05, 1964-05-05, CONTRADICTS",
        "1963, 1963-11-30, POSSIBLE",
        "1963-05, 1962-11-30, CONTRADICTS",
        "~1963, 1965-11-30, POSSIBLE",
        "~1963, 1966-01-01, CONTRADICTS",
        "~1963-05-05, 1963-05-05, POSSIBLE",
        "1960/1965, 1963-01-01, POSSIBLE",
        "1960/1965, 1966-01-01, CONTRADICTS",
    })
    void goesWithADay(String listed, LocalDate day, Agreement agreement) {
        assertThat(BirthDate.parse(listed).orElseThrow().with(day)).isEqualTo(agreement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1963-05-05",
                "1963-05",
                "1963",
                "~1963",
                "~1963-05",
                "1960-01-01/1965-12-31"
            })
    void isReadAsItIsWritten(String text) {
        assertThat(BirthDate.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "63", "1963-13", "1963-02-30", "1965/1960", "5 May 1963", "1963/", "~"})
    void anythingElseIsNotADate(String text) {
        assertThat(BirthDate.parse(text)).isEmpty();
    }

    @Test
    void aSpanOfYearsIsThePartsTogether() {
        assertThat(BirthDate.parse("1960/1965"))
                .isEqualTo(BirthDate.parse("1960-01-01/1965-12-31"));
    }
}
