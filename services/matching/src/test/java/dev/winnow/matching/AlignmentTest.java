package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlignmentTest {
    private static final List<String> WORDS =
            List.of(
                    "anatoly anatoli vorenkov worenkov vorenko al bin j s mr abd rahim rahman pak"
                            .split(" ", -1));

    @Test
    void theOrderOfPartsNeverMatters() {
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            List<String> left = name(random);
            List<String> right = name(random);
            double score = score(left, right);
            Collections.shuffle(left, random);
            Collections.shuffle(right, random);
            assertThat(score(left, right)).as("%s / %s", left, right).isEqualTo(score);
        }
    }

    @Test
    void scoresStayWithinBoundsAndAreTheSumOfTheirFeatures() {
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            Alignment alignment = alignment(name(random), name(random));
            double sum = alignment.features().stream().mapToDouble(Feature::effect).sum();
            assertThat(alignment.score()).isBetween(0.0, 1.0);
            assertThat(alignment.score()).isCloseTo(Math.clamp(sum, 0, 1), within(1e-9));
        }
    }

    @Test
    void aNameIsCertainlyItself() {
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            List<String> name = name(random);
            assertThat(score(name, name)).as("%s", name).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Anatoly Vorenkov, VORENKOV Anatoly Sergeyevich",
        "Anatoly Vorenkof, VORENKOV Anatoly",
        "Mr Anatoly Vorenkov, VORENKOV Anatoly",
        "Abd Rahim Qasimani, AL-QASIMANI Abd al-Rahim",
        "A. Sergeyevich Vorenkov, VORENKOV Anatoly Sergeyevich",
    })
    void likelyTheSame(String asked, String listed) {
        assertThat(score(asked, listed)).isGreaterThanOrEqualTo(0.85);
    }

    @ParameterizedTest
    @CsvSource({
        "Vorenkov, VORENKOV Anatoly",
        "Anatoly Petrescu, VORENKOV Anatoly",
        "Jose Perez Garcia, LOPEZ GARCIA Jose",
        "Zoltraxi, ZOLTRAXIS",
        "Zoltraxis Vorenkov, ZOLTRAXIS",
        "Pak Kin, PAK Kim",
        "Haji Ali, HAJI Basir",
    })
    void notTheSame(String asked, String listed) {
        assertThat(score(asked, listed)).isLessThan(0.85);
    }

    private static List<String> name(Random random) {
        List<String> name = new ArrayList<>();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            name.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return name;
    }

    private static double score(String left, String right) {
        return score(Arrays.asList(left.split(" ", -1)), Arrays.asList(right.split(" ", -1)));
    }

    private static double score(List<String> left, List<String> right) {
        return alignment(left, right).score();
    }

    private static Alignment alignment(List<String> left, List<String> right) {
        return Alignment.of(
                Normaliser.standard().tokens(String.join(" ", left), true),
                Normaliser.standard().tokens(String.join(" ", right), true));
    }
}
