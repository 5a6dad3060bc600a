package dev.winnow.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class EditsTest {
    private static final String LETTERS = "aabdeghhklmnorstC";

    private final Random random = new Random(5);
    private final Edits edits = new Edits(false);
    private final Edits bareEdits = new Edits(true);

    @Test
    void whatItTakesDoesNotDependOnHowMuchIsAllowed() {
        int within = 0;
        for (int i = 0; i < 20_000; i++) {
            char[] a = word();
            char[] b = random.nextInt(4) == 0 ? word() : changed(a);
            for (Edits some : new Edits[] {edits, bareEdits}) {
                int all = some.between(a, a.length, b, b.length, Edits.FAR);
                int most = random.nextInt(4) * Edits.SLIP;
                int found = some.between(a, a.length, b, b.length, most);
                assertThat(found)
                        .as("%s %s within %d", new String(a), new String(b), most)
                        .isEqualTo(all <= most ? all : Edits.FAR);
                assertThat(some.between(a, a.length, b, b.length, all)).isEqualTo(all);
                within += all <= most ? 1 : 0;
            }
        }
        assertThat(within).isGreaterThan(5_000);
    }

    @Test
    void itTakesAsMuchWhicheverComesFirst() {
        for (int i = 0; i < 5_000; i++) {
            char[] a = word();
            char[] b = changed(a);
            assertThat(edits.between(a, a.length, b, b.length, Edits.FAR))
                    .as("%s %s", new String(a), new String(b))
                    .isEqualTo(edits.between(b, b.length, a, a.length, Edits.FAR));
        }
    }

    private char[] word() {
        char[] word = new char[1 + random.nextInt(12)];
        for (int i = 0; i < word.length; i++) {
            word[i] = letter();
        }
        return word;
    }

    private char letter() {
        return LETTERS.charAt(random.nextInt(LETTERS.length()));
    }

    /** With some letters more, less, different or exchanged. */
    private char[] changed(char[] word) {
        StringBuilder text = new StringBuilder(new String(word));
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, letter());
                case 1 -> text.setCharAt(at, letter());
                case 2 -> text.insert(at, text.charAt(at));
                default -> {
                    char moved = text.charAt(at);
                    text.deleteCharAt(at).insert(random.nextInt(text.length() + 1), moved);
                }
            }
        }
        return text.toString().toCharArray();
    }
}
