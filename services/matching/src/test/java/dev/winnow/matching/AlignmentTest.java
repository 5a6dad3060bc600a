package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlignmentTest {
    private static final double LIKELY = 0.86;
    private static final double POSSIBLE = 0.7;
    private static final List<String> WORDS =
            List.of(
                    "anatoly anatoli vorenkov worenkov vorenko al bin j s mr abd rahim rahman pak"
                            .split(" ", -1));

    @Test
    void whichNameIsAskedNeverMatters() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            String left = name(random);
            String right = name(random);
            assertThat(score(left, right, true))
                    .as("%s / %s", left, right)
                    .isCloseTo(score(right, left, true), within(1e-3));
        }
    }

    @Test
    void scoresStayWithinBoundsAndAreTheSumOfTheirFeatures() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Alignment alignment = alignment(name(random), name(random), true);
            double sum = alignment.features().stream().mapToDouble(Feature::effect).sum();
            assertThat(alignment.score()).isBetween(0.0, 1.0);
            assertThat(alignment.score()).isCloseTo(Math.clamp(sum, 0, 1), within(1e-9));
        }
    }

    @Test
    void aNameIsCertainlyItself() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            String name = name(random);
            assertThat(score(name, name, true)).as(name).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Anatoly Vorenkov, VORENKOV Anatoly Sergeyevich",
        "Anatoly Vorenkof, VORENKOV Anatoly",
        "Mr Anatoly Vorenkov, VORENKOV Anatoly",
        "Abd Rahim Qasimani, AL-QASIMANI Abd al-Rahim",
        "Abdurrahim Qasimani, AL-QASIMANI Abd al-Rahim",
        "Anatoly Sergeyevich Vorenkov, \u0410\u043d\u0430\u0442\u043e\u043b\u0438\u0439"
                + " \u0421\u0435\u0440\u0433\u0435\u0435\u0432\u0438\u0447"
                + " \u0412\u043e\u0440\u0435\u043d\u043a\u043e\u0432",
        "Khalid Qasimani, \u062e\u0627\u0644\u062f \u0642\u0627\u0633\u0645\u0627\u0646\u064a",
        "AnatolyVorenkov, Anatoly Vorenkov",
        "Anatoly Voren kov, Anatoly Vorenkov",
        "Bob Vorenkov, Robert Vorenkov",
        "Saifuddin Qasimani, Saif al-Din Qasimani",
    })
    void likelyTheSamePerson(String asked, String listed) {
        assertThat(score(asked, listed, true)).isGreaterThanOrEqualTo(LIKELY);
    }

    @ParameterizedTest
    @CsvSource({
        "A. Vorenkov, Anatoly Vorenkov",
        "Anatoly Worenkoff, Anatole Vorenkov",
        "Vorenkov Vorenkov Anatoly, Anatoly Vorenkov",
        "4natoly Vorenk0v, Anatoly Vorenkov",
    })
    void possiblyTheSamePerson(String asked, String listed) {
        assertThat(score(asked, listed, true)).isGreaterThanOrEqualTo(POSSIBLE);
    }

    @ParameterizedTest
    @CsvSource({
        "Vorenkov, VORENKOV Anatoly",
        "Anatoly Petrescu, VORENKOV Anatoly",
        "Anatoly Sergeyevich Petrescu, Anatoly Sergeyevich Vorenkov",
        "Jose Perez Garcia, LOPEZ GARCIA Jose",
        "Zoltraxis Vorenkov, ZOLTRAXIS",
        "B. Vorenkov, Anatoly Vorenkov",
        "Haji Ali, HAJI Basir",
    })
    void notTheSamePerson(String asked, String listed) {
        assertThat(score(asked, listed, true)).isLessThan(POSSIBLE);
    }

    @ParameterizedTest
    @CsvSource({
        "Veldrana Limited, Veldrana Ltd.",
        "The Veldrana Trading Company, VELDRANA TRADING CO.",
        "Veldrana Gesellschaft mit beschr\u00e4nkter Haftung, Veldrana GmbH",
        "Open Joint Stock Company Veldrana, Veldrana JSC",
        "OOO \u0412\u0435\u043b\u0434\u0440\u0430\u043d\u0430, Veldrana LLC",
        "V.L.D. Shipping, VLD Shipping",
        "Brigade Forty-Four, Brigade 44",
        "First Veldrana Bank, 1st Veldrana Bank",
        "Veldrana tradingcompany, Veldrana Trading Company",
        "Veldrana & Sons, Veldrana and Sons",
    })
    void likelyTheSameOrganisation(String asked, String listed) {
        assertThat(score(asked, listed, false)).isGreaterThanOrEqualTo(LIKELY);
    }

    @ParameterizedTest
    @CsvSource({
        "Veldrana AG, Ostrevia AG",
        "Veldrana International Trading Ltd, Ostrevia International Trading Ltd",
        "Trading Company, Veldrana Trading Company",
        "V.L.D. Company, D.L.V. Company",
    })
    void notTheSameOrganisation(String asked, String listed) {
        assertThat(score(asked, listed, false)).isLessThan(POSSIBLE);
    }

    @Test
    void aNumberIsNeverDropped() {
        assertThat(score("Mirabelle Star 5", "Mirabelle Star 6", false)).isLessThan(LIKELY);
        assertThat(score("Mirabelle Star", "Mirabelle Star 6", false)).isLessThan(1);
        assertThat(score("Mirabelle Star VI", "Mirabelle Star 6", false)).isEqualTo(1);
    }

    private static String name(Random random) {
        List<String> name = new ArrayList<>();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            name.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", name);
    }

    private static double score(String left, String right, boolean person) {
        return alignment(left, right, person).score();
    }

    private static Alignment alignment(String left, String right, boolean person) {
        return Alignment.of(
                Normaliser.standard().tokens(left, person),
                Normaliser.standard().tokens(right, person));
    }
}
