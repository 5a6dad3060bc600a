package dev.winnow.matching;

import java.util.function.IntConsumer;

/** PLA for People's Liberation Army: only organisations are called so. Pure. */
final class Abbreviations {
    private static final int SHORTEST = 3;

    private Abbreviations() {}

    /** Whether one is the first letters of the other. */
    static boolean are(NameTokens one, NameTokens other) {
        return !one.personal() && !other.personal() && (isOf(one, other) || isOf(other, one));
    }

    private static boolean isOf(NameTokens brief, NameTokens full) {
        return isBrief(brief) && brief.get(0).text().equals(letters(full));
    }

    /** Under which keys a name can be found by {@link #asked}. */
    static void listed(NameTokens name, IntConsumer to) {
        if (!name.personal()) {
            keys(name, to, true);
        }
    }

    /** The keys of names that are the first letters of that one, or have it as theirs. */
    static void asked(NameTokens name, IntConsumer to) {
        if (!name.personal()) {
            keys(name, to, false);
        }
    }

    private static void keys(NameTokens name, IntConsumer to, boolean listed) {
        if (isBrief(name)) {
            String text = name.get(0).text();
            to.accept(listed ? Keys.brief(text) : Keys.firstLetters(text));
        }
        String letters = letters(name);
        if (letters.length() >= SHORTEST) {
            to.accept(listed ? Keys.firstLetters(letters) : Keys.brief(letters));
        }
    }

    private static boolean isBrief(NameTokens name) {
        return name.size() == 1 && name.get(0).text().length() >= SHORTEST;
    }

    /** The first letters of its words; nothing when these are too few. */
    private static String letters(NameTokens name) {
        if (name.significant() < SHORTEST) {
            return "";
        }
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < name.size(); i++) {
            Token token = name.get(i);
            if (token.significant()) {
                letters.append(token.text().charAt(0));
            }
        }
        return letters.toString();
    }
}
