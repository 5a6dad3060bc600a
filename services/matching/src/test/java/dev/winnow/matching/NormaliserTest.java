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
                "VORENKOV, Anatoly         | vorenkov anatoly",
                "  vorénkov   ÁNATOLY      | vorenkov anatoly",
                "O'Delvaney                | odelvaney",
                "O\u2019Delvaney           | odelvaney",
                "al-Qasimani               | al qasimani",
                "Søndergård Łukasz Straße  | sondergard lukasz strasse",
                "Воренков Анатолий Щукин   | vorenkov anatoliy shchukin",
                "Βορένκος                  | borenkos",
                "朴 哲民                    | pu zhemin",
                "김민수                     | gim min su",
                "ＶＯＲＥＮＫＯＶ             | vorenkov",
                "Abdurrahman Saifuddin     | abdul rahman saif din",
                "Abdallah, Abd Allah       | abdallah abdallah",
                "Ben Vorenkov ben Ali      | ben vorenkov ben ali",
                "JC Vorenkov               | j c vorenkov",
            })
    void namesOfPersonsBecomePlainLatinParts(String name, String parts) {
        assertThat(Normaliser.standard().tokens(name, true)).hasToString(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Veldrana S.A. de C.V.               | veldrana sa",
                "Veldrana Company Limited            | veldrana ltd",
                "Open Joint Stock Company Veldrana   | jsc veldrana",
                "Twenty First Veldrana VII           | 21 veldrana 7",
                "V.L.D. & Sons                       | vld and sons",
                "Veldrana tradingcompany             | veldrana trade co",
                "Veldrana Compnay                    | veldrana co",
                "Veldrana corpor ation               | veldrana corp",
            })
    void namesOfOrganisationsHaveOneWordForEachMeaning(String name, String parts) {
        assertThat(Normaliser.standard().tokens(name, false)).hasToString(parts);
    }

    @Test
    void composedAndDecomposedLettersAreTheSame() {
        assertThat(Normaliser.standard().tokens("Jose\u0301", true))
                .hasToString(Normaliser.standard().tokens("Jos\u00e9", true).toString());
    }

    @Test
    void aNameWithoutLetterOrDigitCannotBeCompared() {
        assertThat(Normaliser.standard().comparable(" -.- \u2764 ")).isFalse();
        assertThat(Normaliser.standard().comparable("7")).isTrue();
    }

    @Test
    void honorificsAndParticlesSayLess() {
        assertThat(Normaliser.standard().tokens("Mr Abd al-Rahim", true).significant())
                .isEqualTo(2);
    }

    @Test
    void aNameWithoutEndIsCutOff() {
        assertThat(Normaliser.standard().tokens("ab ".repeat(5_000), true).size())
                .isLessThanOrEqualTo(NameTokens.MOST);
    }
}
