package dev.winnow.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of an organisation's, vessel's or aircraft's name: phrases for legal forms, words
 * for numbers, common words. Pure.
 */
final class Organisations {
    private static final int LONG_WORD = 6;
    private static final Set<String> SHORT_FORMS =
            Set.of("ltd", "llc", "plc", "gmbh", "ooo", "jsc", "corp", "bhd");
    private static final int SHORTEST_PART = 3;
    private static final int LONG_FRONT = 7;
    private static final int SHORTEST_KNOWN = 5;

    private Organisations() {}

    static List<Token> tokens(List<Normaliser.Word> words) {
        List<Token> tokens = new ArrayList<>(words.size());
        for (int i = 0; i < words.size(); ) {
            i += take(words, i, tokens);
        }
        return tokens;
    }

    /** How many words were taken. */
    private static int take(List<Normaliser.Word> words, int i, List<Token> to) {
        for (int n = Math.min(Lexicon.LONGEST_PHRASE, words.size() - i); n > 1; n--) {
            Token phrase = phrase(words, i, n);
            if (phrase != null) {
                to.add(phrase);
                return n;
            }
        }
        String word = words.get(i).text();
        int digits = digitsAtTheEnd(word);
        if (digits > 0 && digits <= word.length() - SHORTEST_PART) {
            add(word.substring(0, word.length() - digits), words.get(i).script(), to);
            to.add(Token.plain(word.substring(word.length() - digits), words.get(i).script()));
            return 1;
        }
        int number = number(word);
        if (number >= 0 && !(word.length() == 1 && Character.isLetter(word.charAt(0)) && i == 0)) {
            return takeNumber(words, i, number, to);
        }
        if (i + 1 < words.size() && isOneWord(word, words.get(i + 1).text())) {
            to.add(Lexicon.organisation(word + words.get(i + 1).text(), words.get(i).script()));
            return 2;
        }
        add(word, words.get(i).script(), to);
        return 1;
    }

    private static int digitsAtTheEnd(String word) {
        int i = word.length();
        while (i > 0 && Character.isDigit(word.charAt(i - 1))) {
            i--;
        }
        return i == 0 ? 0 : word.length() - i;
    }

    /** A known word that a space has come into. */
    private static boolean isOneWord(String one, String other) {
        return one.length() + other.length() >= LONG_WORD
                && !Lexicon.isOrganisationWord(one)
                && !Lexicon.isOrganisationWord(other)
                && Lexicon.isOrganisationWord(one + other);
    }

    /** Also when a known word is misspelt, or written together with another. */
    private static void add(String word, Script script, List<Token> to) {
        if (word.length() >= LONG_WORD && !Lexicon.isOrganisationWord(word)) {
            String known = Lexicon.misspelt(word);
            if (known != null) {
                to.add(Lexicon.organisation(known, script));
                return;
            }
            for (int cut = SHORTEST_PART; cut <= word.length() - SHORTEST_PART; cut++) {
                boolean front =
                        cut >= LONG_FRONT && Lexicon.isOrganisationWord(word.substring(0, cut));
                if (front || isKnown(word.substring(cut))) {
                    add(word.substring(0, cut), script, to);
                    add(word.substring(cut), script, to);
                    return;
                }
            }
        }
        to.add(Lexicon.organisation(word, script));
    }

    private static boolean isKnown(String part) {
        return SHORT_FORMS.contains(part)
                || (part.length() >= SHORTEST_KNOWN && Lexicon.isOrganisationWord(part));
    }

    private static @Nullable Token phrase(List<Normaliser.Word> words, int i, int n) {
        StringBuilder phrase = new StringBuilder();
        for (int k = i; k < i + n; k++) {
            phrase.append(phrase.isEmpty() ? "" : " ").append(words.get(k).text());
        }
        return Lexicon.phrase(phrase.toString());
    }

    /** Forty four is 44. */
    private static int takeNumber(List<Normaliser.Word> words, int i, int number, List<Token> to) {
        int next = i + 1 < words.size() ? number(words.get(i + 1).text()) : -1;
        boolean two = number >= 20 && number < 100 && number % 10 == 0 && next > 0 && next < 10;
        int whole = two ? number + next : number;
        to.add(
                Token.of(
                        Integer.toString(whole),
                        TokenClass.NUMBER,
                        Script.ALPHABET,
                        Lexicon.NUMBER_WEIGHT));
        return two ? 2 : 1;
    }

    /** 7, seven, seventh, 7th and VII; −1 for what is no number. */
    private static int number(String word) {
        int known = Lexicon.number(word);
        if (known >= 0) {
            return known;
        }
        int digits = 0;
        while (digits < word.length() && Character.isDigit(word.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            return -1;
        }
        String rest = word.substring(digits);
        return switch (rest) {
            case "", "st", "nd", "rd", "th" -> Integer.parseInt(word.substring(0, digits));
            default -> -1;
        };
    }
}
