package dev.winnow.matching;

/**
 * One normalised part of a name. Immutable.
 *
 * @param text small Latin letters and digits
 * @param folded the text with one spelling for each sound
 * @param weight how much it says about who is meant; 1 for a plain word
 * @param letters a bit for each letter and digit of the folded text, to tell quickly that two are
 *     unlike
 */
record Token(
        String text, String folded, TokenClass type, Script script, float weight, long letters) {
    /** The weight of one or two letters, as in Su or Al: too short to say much. */
    private static final float SHORT = 0.8f;

    private static final float LONE_LETTER = 0.4f;

    /** A given name in front, otherwise somebody's son. */
    static final String BEN = "ben";

    static Token of(String text, TokenClass type, Script script, float weight) {
        String folded = type == TokenClass.NUMBER ? text : Folding.fold(text);
        return new Token(text, folded, type, script, weight, Letters.of(folded));
    }

    static Token plain(String text, Script script) {
        if (isNumber(text)) {
            return of(text, TokenClass.NUMBER, script, Lexicon.NUMBER_WEIGHT);
        }
        if (text.length() == 1) {
            return of(text, TokenClass.INITIAL, script, LONE_LETTER);
        }
        return of(text, TokenClass.PLAIN, script, text.length() == 2 ? SHORT : 1);
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the same letters are a given name elsewhere. */
    boolean isAlsoGivenName() {
        return type == TokenClass.PARTICLE && text.equals(BEN);
    }

    boolean significant() {
        return type == TokenClass.PLAIN || type == TokenClass.COMPANY_WORD;
    }

    /** Two neighbours, written as one word. */
    Token with(Token next) {
        return as(text + next.text, Math.max(weight, next.weight));
    }

    /** Whether it may stand for a word that begins with it: an initial, or what may be one. */
    boolean mayBeInitial() {
        return type == TokenClass.INITIAL || (type == TokenClass.PARTICLE && text.length() == 1);
    }

    /** This and others, written as one word. */
    Token as(String whole, float mostWeight) {
        String sounds = Folding.fold(whole);
        return new Token(whole, sounds, TokenClass.PLAIN, script, mostWeight, Letters.of(sounds));
    }
}
