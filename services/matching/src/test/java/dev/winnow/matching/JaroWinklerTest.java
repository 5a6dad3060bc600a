package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.junit.jupiter.api.Test;

final class JaroWinklerTest {
    @Test
    void agreesWithCommonsTextOnRandomWords() {
        JaroWinklerSimilarity reference = new JaroWinklerSimilarity();
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String a = word(random);
            String b = word(random);
            // Which of two words of equal length comes first may matter to the reference.
            double either = JaroWinkler.similarity(a, b);
            double one = reference.apply(a, b);
            double other = reference.apply(b, a);
            assertThat(Math.min(Math.abs(either - one), Math.abs(either - other)))
                    .as("%s and %s: %s, reference %s and %s", a, b, either, one, other)
                    .isLessThan(1e-9);
        }
    }

    @Test
    void isTheSameFromBothSidesAndOneForEqualWords() {
        Random random = new Random(8);
        for (int i = 0; i < 5_000; i++) {
            String a = word(random);
            String b = word(random);
            assertThat(JaroWinkler.similarity(a, b))
                    .isBetween(0.0, 1.0)
                    .isEqualTo(JaroWinkler.similarity(b, a));
        }
        assertThat(JaroWinkler.similarity("vorenkov", "vorenkov")).isEqualTo(1);
        assertThat(JaroWinkler.similarity("martha", "marhta")).isCloseTo(0.9611, within(1e-4));
    }

    private static String word(Random random) {
        return random.ints(1 + random.nextInt(12), 0, 6)
                .collect(
                        StringBuilder::new,
                        (word, letter) -> word.append((char) ('a' + letter)),
                        StringBuilder::append)
                .toString();
    }
}
