package dev.winnow.matching;

/** How alike two parts of a name are. Pure. */
final class TokenSimilarity {
    /** Words that are less alike than this are different words. */
    private static final double FLOOR = 0.84;

    /** In shorter words one letter makes another name: Kim and Kin. */
    private static final int SHORTEST_FUZZY = 4;

    /** Jaro-Winkler is generous; a slip of the pen costs this many times what it says. */
    private static final double STRICTNESS = 1.2;

    /** J. may be Jose, but may be somebody else. */
    private static final double INITIAL = 0.8;

    private TokenSimilarity() {}

    /** 0 for different words, 1 for equal ones; the same whichever comes first. */
    static double of(Token a, Token b) {
        String x = a.text();
        String y = b.text();
        if (x.equals(y)) {
            return 1;
        }
        if (x.length() == 1 || y.length() == 1) {
            return initial(a, b) ? INITIAL : 0;
        }
        if (x.length() < SHORTEST_FUZZY || y.length() < SHORTEST_FUZZY || unlike(a, b)) {
            return 0;
        }
        double similarity = JaroWinkler.similarity(x, y);
        return similarity < FLOOR ? 0 : 1 - STRICTNESS * (1 - similarity);
    }

    private static boolean initial(Token a, Token b) {
        boolean oneIsPlain = a.type() == TokenClass.PLAIN || b.type() == TokenClass.PLAIN;
        return oneIsPlain
                && a.text().charAt(0) == b.text().charAt(0)
                && Character.isLetter(a.text().charAt(0));
    }

    /** Fewer than half of the letters in common: not worth comparing. Digits must be equal. */
    private static boolean unlike(Token a, Token b) {
        int common = Long.bitCount(a.letters() & b.letters());
        int most = Math.max(Long.bitCount(a.letters()), Long.bitCount(b.letters()));
        return common * 2 < most || hasDigit(a.text()) || hasDigit(b.text());
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
