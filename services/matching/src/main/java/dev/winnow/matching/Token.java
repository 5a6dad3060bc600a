package dev.winnow.matching;

/**
 * One normalised part of a name.
 *
 * @param letters a bit for each letter and digit that occurs, to tell quickly that two are unlike
 */
record Token(String text, TokenClass type, long letters) implements Comparable<Token> {

    static Token of(String text, TokenClass type) {
        long letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters |= 1L << (text.charAt(i) & 63);
        }
        return new Token(text, type, letters);
    }

    double weight() {
        return type.weight();
    }

    boolean significant() {
        return type == TokenClass.PLAIN || type == TokenClass.COMPANY_WORD;
    }

    @Override
    public int compareTo(Token other) {
        return text.compareTo(other.text);
    }
}
