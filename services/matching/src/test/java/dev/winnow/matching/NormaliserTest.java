package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormaliserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "VORENKOV, Anatoly         | anatoly vorenkov",
                "  vorénkov   ÁNATOLY      | anatoly vorenkov",
                "O'Delvaney                | odelvaney",
                "O\u2019Delvaney           | odelvaney",
                "al-Qasimani               | al qasimani",
                "Søndergård Łukasz Straße  | lukasz sondergard strasse",
                "Воренков Анатолий         | anatolij vorenkov",
                "Βορένκος                  | borenkos",
                "朴 哲民                    | min pu zhe",
                "ＶＯＲＥＮＫＯＶ             | vorenkov",
            })
    void namesBecomePlainLatinPartsInOrderOfTheAlphabet(String name, String parts) {
        assertThat(Normaliser.standard().tokens(name, true)).hasToString(parts);
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        assertThat(Normaliser.standard().tokens("Jose\u0301", true))
                .hasToString(Normaliser.standard().tokens("Jos\u00e9", true).toString());
    }

    @Test
    void dottedAbbreviationsOfOrganisationsAreOneWordAndLegalFormsHaveOneSpelling() {
        assertThat(Normaliser.standard().tokens("S.A. C.V. de Veldrana-B.", false))
                .hasToString("b cv de sa veldrana");
        assertThat(Normaliser.standard().tokens("Veldrana S.A. de C.V.", false))
                .hasToString("cv de sa veldrana");
        assertThat(Normaliser.standard().tokens("Veldrana Company Limited", false))
                .hasToString("co ltd veldrana");
    }

    @Test
    void initialsOfPersonsStayApart() {
        assertThat(Normaliser.standard().tokens("J.R. Vorenkov", true)).hasToString("j r vorenkov");
    }

    @Test
    void aNameWithoutLetterOrDigitCannotBeCompared() {
        assertThat(Normaliser.standard().comparable(" -.- \u2764 ")).isFalse();
        assertThat(Normaliser.standard().comparable("7")).isTrue();
    }

    @Test
    void honorificsAndParticlesSayLess() {
        assertThat(Normaliser.standard().tokens("Sheikh Abd al-Rahim", true).significant())
                .isEqualTo(2);
    }
}
