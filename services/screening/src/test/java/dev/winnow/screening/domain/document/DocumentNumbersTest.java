package dev.winnow.screening.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers published as examples by those who issue or describe them; none belongs to a person. */
class DocumentNumbersTest {
    private static final String ICAO_SPECIMEN = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "passport, L898902C36", // ICAO Doc 9303 part 4, appendix: the number field of the specimen
        "passport, L898902C36UTO7408122F1204159ZE184226B<<<<<10", // its whole second line
        "dni, 12345678Z", // Ministerio del Interior's explanation of the letter
        "nie, X1234567L",
        "nie, Y-1234567-X",
        "codice-fiscale, MRTMTT91D08F205J", // Wikipedia, "Italian fiscal code"
        "codice-fiscale, MLLSNT82P65Z404U",
        "cpf, 111.444.777-35", // the usual example of the calculation
        "bsn, 111222333", // Rijksdienst's test number
        "nir, 2 55 08 14 168 025 38", // Wikipédia, "Numéro de sécurité sociale en France"
        "pesel, 44051401359", // Wikipedia, "PESEL"
        "pesel, 02070803628", // gov.pl, "Co to jest numer PESEL": born in 1902
        "personnummer, 811228-9874", // Skatteverket's example
        "personnummer, 19811228-9874",
        "hetu, 131052-308T", // Digi- ja väestötietovirasto's example
        "ssn, 219-09-9999", // shown in an advertisement of 1940, never valid for a person
        "lei, 506700GE1G29325QX363", // the Global LEI Foundation's own
        "siren, 732829320", // the usual example of the calculation
        "national-id, 12345678z",
    })
    void publishedExamplesAreGood(String type, String number) {
        assertThat(read(type, number)).isInstanceOf(Reading.Good.class);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "passport, L898902C35",
        "passport, L898902C36UTO7408123F1204159ZE184226B<<<<<10",
        "passport, L898902C36UTO7408122F1204158ZE184226B<<<<<10",
        "passport, L898902C36UTO7408122F1204159ZE184226B<<<<<11",
        "passport, L898902C36UTO7408122F1204159ZE184226C<<<<<10",
        "dni, 12345678A",
        "nie, X1234567M",
        "codice-fiscale, MRTMTT91D08F205K",
        "cpf, 111.444.777-36",
        "cpf, 111.111.111-11",
        "bsn, 111222334",
        "bsn, 000000000",
        "nir, 255081416802539",
        "pesel, 44051401358",
        "personnummer, 811228-9873",
        "hetu, 131052-308U",
        "lei, 506700GE1G29325QX364",
        "siren, 732829321",
    })
    void aChangedCharacterIsFound(String type, String number) {
        assertThat(read(type, number)).isInstanceOf(Reading.WrongCheckDigit.class);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "passport, L898",
        "dni, 1234567Z",
        "codice-fiscale, MRTMTT91D08F205",
        "cpf, 123",
        "bsn, 12345",
        "nir, 955081416802538",
        "pesel, 4405140135",
        "personnummer, 811228",
        "hetu, 131052*308T",
        "ssn, 666-12-3456",
        "ssn, 123-00-3456",
        "ssn, 900-12-3456",
        "lei, 506700GE1G29325QX3",
        "siren, 73282932",
    })
    void anotherFormIsFound(String type, String number) {
        assertThat(read(type, number)).isInstanceOf(Reading.Malformed.class);
    }

    @ParameterizedTest(name = "{0} {1} was born on {2}")
    @CsvSource({
        "passport, L898902C36UTO7408122F1204159ZE184226B<<<<<10, 1974-08-12",
        "codice-fiscale, MLLSNT82P65Z404U, 1982-09-25",
        "nir, 255081416802538, 1955-08-30",
        "pesel, 44051401359, 1944-05-14",
        "pesel, 02070803628, 1902-07-08",
        "personnummer, 811228-9874, 1981-12-28",
        "hetu, 131052-308T, 1952-10-13",
    })
    void theDateOfBirthIsRead(String type, String number, LocalDate born) {
        Reading.Good good = (Reading.Good) read(type, number);
        assertThat(good.birth().orElseThrow().matches(born)).isTrue();
        assertThat(good.birth().orElseThrow().matches(born.plusMonths(1))).isFalse();
    }

    @Test
    void aSecondLineSaysWhenThePassportExpires() {
        Reading.Good good = (Reading.Good) read("passport", ICAO_SPECIMEN);
        assertThat(good.expires()).contains(LocalDate.of(2012, 4, 15));
        assertThat(good.nationality()).as("Utopia is no country").isEmpty();
    }

    @Test
    void aPlainPassportNumberHasNothingToCheck() {
        assertThat(read("passport", "L898902C3")).isInstanceOf(Reading.Unchecked.class);
        assertThat(read("driving-licence", "whatever")).isInstanceOf(Reading.Unchecked.class);
    }

    @Test
    void namesOfTypesAreReadKindly() {
        assertThat(DocumentType.of(" National ID ")).contains(DocumentType.NATIONAL_ID);
        assertThat(DocumentType.of("codice_fiscale")).contains(DocumentType.CODICE_FISCALE);
        assertThat(DocumentType.of("library-card")).isEmpty();
    }

    private static Reading read(String type, String number) {
        return DocumentType.of(type).orElseThrow().read(number, "ES");
    }
}
