package dev.winnow.matching;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns a name as written into comparable parts: Latin letters without diacritics, no punctuation,
 * and each part's class. Pure and thread-safe.
 */
public final class Normaliser {
    /** A longer name is cut off here. */
    static final int LONGEST = 400;

    private static final class Standard {
        private static final Normaliser NORMALISER = new Normaliser();
    }

    private static final Word AND = new Word("and", Script.ALPHABET);

    private final Romaniser romaniser = new Romaniser();

    private Normaliser() {}

    /** The first call takes some tenths of a second: ICU makes its rules. */
    public static Normaliser standard() {
        return Standard.NORMALISER;
    }

    /** The parts of a name of that kind; none when it has neither letter nor digit. */
    public NameTokens tokens(String name, boolean person) {
        List<Word> words = words(name, person);
        return new NameTokens(person ? personal(words, name) : Organisations.tokens(words), person);
    }

    /** Whether there is anything in the name to compare. */
    public boolean comparable(String name) {
        for (int i = 0; i < Math.min(name.length(), LONGEST); i++) {
            char c = name.charAt(i);
            if (c < 0x80 && isPartOfWord(c)) {
                return true;
            }
        }
        return !words(name, true).isEmpty();
    }

    /** In small Latin letters. */
    record Word(String text, Script script) {}

    private static List<Token> personal(List<Word> words, String name) {
        List<Token> tokens = new ArrayList<>(words.size() + 2);
        for (Word word : words) {
            if (isInitials(word.text(), name) && !name.equals(name.toUpperCase(Locale.ROOT))) {
                for (int i = 0; i < word.text().length(); i++) {
                    tokens.add(Token.plain(word.text().substring(i, i + 1), word.script()));
                }
            } else if (tokens.isEmpty() && word.text().equals(Token.BEN)) {
                // In front it is Benjamin, not a son.
                tokens.add(Token.plain(word.text(), word.script()));
            } else {
                Compounds.add(word, tokens);
            }
        }
        return tokens;
    }

    /** JC, in a name that is not all in capitals. */
    private static boolean isInitials(String word, String name) {
        return word.length() == 2
                && !Folding.vowel(word.charAt(0))
                && !Folding.vowel(word.charAt(1))
                && name.contains(word.toUpperCase(Locale.ROOT));
    }

    private List<Word> words(String given, boolean person) {
        String most = given.length() > LONGEST ? given.substring(0, LONGEST) : given;
        return Romaniser.isAscii(most) ? asciiWords(most, person) : anyWords(most, person);
    }

    /** As {@link #anyWords}, where a letter is a letter. */
    private static List<Word> asciiWords(String name, boolean person) {
        List<Word> words = new ArrayList<>();
        char[] word = new char[name.length()];
        int length = 0;
        for (int i = 0; i <= name.length(); i++) {
            char c = i < name.length() ? name.charAt(i) : ' ';
            if (isPartOfWord(c)) {
                word[length++] = c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
            } else if (!isApostrophe(c) && (person || !isWithinAbbreviation(name, i))) {
                if (length > 0) {
                    words.add(new Word(new String(word, 0, length), Script.ALPHABET));
                    length = 0;
                }
                if (c == '&' && !person) {
                    words.add(AND);
                }
            }
        }
        return words;
    }

    private List<Word> anyWords(String given, boolean person) {
        String name = withoutLatinMarks(given);
        List<Word> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0, c; i < name.length(); i += Character.charCount(c)) {
            c = name.codePointAt(i);
            if (isPartOfWord(c)) {
                word.appendCodePoint(c);
            } else if (!isApostrophe(c) && !(!person && isWithinAbbreviation(name, i))) {
                take(word, words);
                if (c == '&' && !person) {
                    words.add(AND);
                }
            }
        }
        take(word, words);
        return words;
    }

    /** Marks that no letter has taken in, as in a Cyrillic word with an accent. */
    private static String withoutLatinMarks(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFC)
                .codePoints()
                .filter(c -> c < 0x0300 || c > 0x036f)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private void take(StringBuilder word, List<Word> words) {
        if (word.isEmpty()) {
            return;
        }
        String written = word.toString();
        word.setLength(0);
        Script script = Romaniser.script(written);
        String latin = romaniser.latin(written);
        if (script != Script.ALPHABET && !Romaniser.isKorean(written)) {
            words.add(new Word(latin.replace(" ", ""), script));
            return;
        }
        for (String part : latin.indexOf(' ') < 0 ? new String[] {latin} : latin.split(" ", -1)) {
            String letters = lettersOnly(part);
            if (!letters.isEmpty()) {
                words.add(new Word(letters, script));
            }
        }
    }

    private static String lettersOnly(String text) {
        if (text.chars().allMatch(Character::isLetterOrDigit)) {
            return text;
        }
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(Normaliser::isPartOfWord).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static boolean isPartOfWord(int c) {
        if (c < 0x80) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        }
        int type = Character.getType(c);
        return Character.isLetterOrDigit(c)
                ? !isApostrophe(c)
                : type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isApostrophe(int c) {
        return switch (c) {
            case '\'',
                    '`',
                    0x2018,
                    0x2019,
                    0x201B,
                    0x02B9,
                    0x02BB,
                    0x02BC,
                    0x02BD,
                    0x02BE,
                    0x02BF,
                    0x00B4,
                    0x200C,
                    0x200D,
                    0x05F3,
                    0x05F4 ->
                    true;
            default -> false;
        };
    }

    /** A dot with exactly one letter on either side of it. */
    private static boolean isWithinAbbreviation(String text, int dot) {
        return dot < text.length()
                && text.charAt(dot) == '.'
                && isLetter(text, dot - 1)
                && !isLetter(text, dot - 2)
                && isLetter(text, dot + 1)
                && !isLetter(text, dot + 2);
    }

    private static boolean isLetter(String text, int i) {
        return i >= 0 && i < text.length() && Character.isLetter(text.charAt(i));
    }
}
