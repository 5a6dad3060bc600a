package dev.winnow.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Turns a name as written into comparable parts: Latin letters without diacritics, lower case, no
 * punctuation, and each part's class. Pure and thread-safe.
 */
public final class Normaliser {
    private static final class Standard {
        private static final Normaliser NORMALISER = new Normaliser(new IcuLatin());
    }

    private final UnaryOperator<String> toLatin;

    /**
     * @param toLatin brings any script into plain Latin letters; asked only for text that is not
     *     ASCII after taking off the diacritics; must be thread-safe
     */
    Normaliser(UnaryOperator<String> toLatin) {
        this.toLatin = toLatin;
    }

    /** The one with ICU's transliteration; the first call takes some tenths of a second. */
    public static Normaliser standard() {
        return Standard.NORMALISER;
    }

    /** The parts of a name of that kind; none when it has neither letter nor digit. */
    public NameTokens tokens(String name, boolean person) {
        return tokensOf(latin(name), person);
    }

    /** As {@link #tokens}, of what {@link #latin} gave. */
    public static NameTokens tokensOf(String latin, boolean person) {
        List<String> words = words(latin, !person);
        List<Token> tokens = new ArrayList<>(words.size());
        for (String word : words) {
            tokens.add(person ? Lexicon.person(word) : Lexicon.organisation(word));
        }
        return new NameTokens(tokens);
    }

    /** Whether there is anything in the name to compare. */
    public boolean comparable(String name) {
        return !words(latin(name), false).isEmpty();
    }

    /** Plain Latin letters in lower case, punctuation still in place. */
    public String latin(String name) {
        if (isAscii(name)) {
            return name.toLowerCase(Locale.ROOT);
        }
        String plain = withoutMarks(name);
        return (isAscii(plain) ? plain : withoutMarks(toLatin.apply(name)))
                .toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String withoutMarks(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .map(Normaliser::plainApostrophe)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int plainApostrophe(int c) {
        return switch (c) {
            case 0x2018, 0x2019, 0x201B, 0x02B9, 0x02BB, 0x02BC, 0x02BD, 0x02BE, 0x02BF, 0x00B4 ->
                    '\'';
            default -> c;
        };
    }

    /**
     * @param joinDotted whether {@code s.a.} is one word, {@code sa}, as in organisations' names
     */
    private static List<String> words(String text, boolean joinDotted) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (!word.isEmpty()
                    && c != '\''
                    && c != '`'
                    && !(joinDotted && isWithinAbbreviation(text, i))) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (c == '&') {
                words.add("and");
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    /** A dot with exactly one letter on either side of it. */
    private static boolean isWithinAbbreviation(String text, int dot) {
        return text.charAt(dot) == '.'
                && isLetter(text, dot - 1)
                && !isLetter(text, dot - 2)
                && isLetter(text, dot + 1)
                && !isLetter(text, dot + 2);
    }

    private static boolean isLetter(String text, int i) {
        return i >= 0 && i < text.length() && Character.isLetter(text.charAt(i));
    }
}
