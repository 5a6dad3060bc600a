package dev.winnow.velocity.domain;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The words of a text: Latin letters and digits in lower case, whatever the script. Kept apart from
 * how names are compared, so that keys stay the same when the comparison gets better. Thread-safe.
 */
public final class Words {
    private final UnaryOperator<String> toLatin;

    /**
     * @param toLatin brings any script into Latin letters without diacritics; asked only for text
     *     that is not ASCII; must be thread-safe
     */
    public Words(UnaryOperator<String> toLatin) {
        this.toLatin = toLatin;
    }

    /** In the order in which they are written; an apostrophe within a word is left out. */
    List<String> of(String text) {
        // Composed first: the same letters in another encoding are the same words.
        String whole = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String latin = (isAscii(whole) ? whole : toLatin.apply(whole)).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0, c; i < latin.length(); i += Character.charCount(c)) {
            c = latin.codePointAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (!word.isEmpty() && c != '\'' && c != '`') {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** In the order of the alphabet, so that the order of writing has no influence. */
    String sorted(String text) {
        List<String> words = of(text);
        Collections.sort(words);
        return String.join(" ", words);
    }
}
