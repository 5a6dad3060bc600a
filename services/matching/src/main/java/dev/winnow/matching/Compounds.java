package dev.winnow.matching;

import java.util.List;

/**
 * Arabic names that are written in one word or in several: Abdulrahman, Abd al-Rahman, Abdur
 * Rahman; Saifuddin, Saif al-Din. They are always taken apart, so that it does not matter. Pure.
 */
final class Compounds {
    private static final float SERVANT_WEIGHT = 0.4f;
    private static final float FAITH_WEIGHT = 0.4f;
    private static final Token SERVANT = part("abdul", SERVANT_WEIGHT);
    private static final Token FAITH = part("din", FAITH_WEIGHT);
    private static final Token FATHER = part("abu", SERVANT_WEIGHT);
    private static final Token GOD = part("abdallah", 1);
    private static final String[] FAITHS = {"din", "deen", "dine", "ddin", "ddeen", "ddine"};
    private static final int SHORTEST_REST = 3;

    private Compounds() {}

    private static Token part(String text, float weight) {
        return Token.of(text, TokenClass.PLAIN, Script.ALPHABET, weight);
    }

    static void add(Normaliser.Word word, List<Token> to) {
        String text = word.text();
        if (word.script() != Script.ALPHABET) {
            to.add(Lexicon.person(text, word.script()));
            return;
        }
        if (isGod(text) && !to.isEmpty() && isServant(to.getLast())) {
            to.set(to.size() - 1, GOD);
            return;
        }
        switch (text) {
            case "abd", "abdul", "abdel", "abdal", "abdoul", "abdur", "abdus", "abdu" ->
                    to.add(SERVANT);
            case "abu", "abou", "abo", "aboo" -> to.add(FATHER);
            case "din", "deen", "dine", "aldin", "uddin", "eddin", "eddine", "aldeen", "uldin" ->
                    to.add(FAITH);
            default -> compound(text, to);
        }
    }

    private static void compound(String text, List<Token> to) {
        if (text.startsWith("abd") && text.length() >= 7) {
            String rest = afterServant(text);
            if (isGod(rest)) {
                to.add(GOD);
                return;
            }
            if (rest.length() >= SHORTEST_REST) {
                to.add(SERVANT);
                to.add(Token.plain(rest, Script.ALPHABET));
                return;
            }
        }
        int faith = beforeFaith(text);
        if (faith >= SHORTEST_REST) {
            to.add(Token.plain(text.substring(0, faith), Script.ALPHABET));
            to.add(FAITH);
            return;
        }
        to.add(Lexicon.person(text, Script.ALPHABET));
    }

    private static boolean isServant(Token last) {
        return last.equals(SERVANT);
    }

    private static boolean isGod(String text) {
        return switch (text) {
            case "allah", "ullah", "llah", "lah", "lla", "alla", "ulla", "llahi", "lahi" -> true;
            default -> false;
        };
    }

    /** Abd, a vowel or two, and the article as it sounds before the next letter. */
    private static String afterServant(String text) {
        int i = 3;
        while (i < text.length() && Folding.vowel(text.charAt(i))) {
            i++;
        }
        int vowels = i - 3;
        if (vowels > 0 && i + 1 < text.length()) {
            char c = text.charAt(i);
            if (c == 'l' || c == text.charAt(i + 1)) {
                i++;
            }
        }
        return text.substring(i);
    }

    /** Where a word ends before -uddin, -eddine, -aldin; −1 when it does not end so. */
    private static int beforeFaith(String text) {
        for (String end : FAITHS) {
            if (text.endsWith(end)) {
                int i = text.length() - end.length();
                boolean article = end.startsWith("dd") && !text.endsWith("ddd" + end);
                if (i > 1 && text.charAt(i - 1) == 'l') {
                    article = true;
                    i--;
                }
                if (article && i > 1 && Folding.vowel(text.charAt(i - 1))) {
                    return i - 1;
                }
            }
        }
        return -1;
    }
}
