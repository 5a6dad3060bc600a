package dev.winnow.matching;

/**
 * How alike two parts of a name are. Not thread-safe: one for each comparison or question, so that
 * its working memory is made once.
 */
final class Similarity {
    /** What each slip of the pen costs, in shares of the longer word. */
    private static final float SLIP = 1.15f;

    private static final float SAME_SOUND = 0.97f;
    private static final float SOUNDS_LIKE = 0.85f;

    /** All vowels of a longer word that its writer does not write. */
    private static final float UNWRITTEN = 0.35f;

    private static final int WORTH_A_SLIP = 6;
    private static final int SHORTEST_READING = 5;

    /** J. may be Jose, but may be somebody else. */
    private static final float INITIAL = 0.6f;

    /** Within the budget, but hardly alike. */
    private static final float FAINT = 0.3f;

    private static final float OTHER_GIVEN_NAME = 0.8f;

    /** Ltd and LLC; al and bin; Mr and Dr: of a kind. */
    private static final float OF_A_KIND = 0.6f;

    private static final int LONG_WORD = 12;

    /** Consonants that are a cheap slip apart; and those that are one from some of these. */
    private static final long[][] KINDS = {
        {bits("szS"), bits("szSCj")},
        {bits("kgq"), bits("kgqhCjx")},
        {bits("dt"), bits("dt")},
        {bits("bpf"), bits("bpfv")},
        {bits("mn"), bits("mn")},
        {bits("lr"), bits("lr")}
    };

    private final Edits edits = new Edits(false);
    private final Edits bareEdits = new Edits(true);

    /** 0 for different words, 1 for equal ones; the same whichever comes first. */
    float of(Token a, Token b) {
        if (a.text().equals(b.text())) {
            return 1;
        }
        if (a.type() == TokenClass.NUMBER || b.type() == TokenClass.NUMBER) {
            return 0;
        }
        if (a.text().length() == 1 || b.text().length() == 1) {
            return initial(a, b) ? INITIAL : 0;
        }
        if (!a.significant() || !b.significant()) {
            return a.type() == b.type() ? OF_A_KIND : misspeltTitle(a, b);
        }
        if (a.script() != b.script()) {
            return acrossScripts(a, b);
        }
        return alike(a, b);
    }

    private float misspeltTitle(Token a, Token b) {
        boolean title = a.type() == TokenClass.HONORIFIC || b.type() == TokenClass.HONORIFIC;
        float similar = title && (a.significant() || b.significant()) ? spelling(a, b) : 0;
        return similar > OF_A_KIND ? similar : 0;
    }

    private float alike(Token a, Token b) {
        if (a.folded().equals(b.folded())) {
            return SAME_SOUND;
        }
        float similar = spelling(a, b);
        if (similar < OTHER_GIVEN_NAME && Lexicon.sameGivenName(a.text(), b.text())) {
            return OTHER_GIVEN_NAME;
        }
        return similar;
    }

    private float spelling(Token one, Token other) {
        String a = one.folded();
        String b = other.folded();
        int longer = Math.max(one.text().length(), other.text().length());
        float most = budget(longer);
        if (Math.abs(a.length() - b.length()) > most * 2
                || unlike(one.letters(), other.letters(), most)) {
            return 0;
        }
        float slips = slips(a, b, most);
        boolean folded = !a.equals(one.text()) || !b.equals(other.text());
        if (slips > 1 && folded && Math.abs(one.text().length() - other.text().length()) <= most) {
            // A slip may have made one sound of two letters, or two of one.
            slips = Math.min(slips, slips(one.text(), other.text(), most));
        }
        return slips > most ? 0 : Math.max(FAINT, 1 - SLIP * slips / longer);
    }

    private float slips(String a, String b, float most) {
        return a.compareTo(b) > 0 ? edits.between(b, a, most) : edits.between(a, b, most);
    }

    /** How many slips of the pen are forgiven in a word of that length. */
    static float budget(int length) {
        if (length <= 2) {
            return length == 2 ? 0.6f : 0;
        }
        return length < LONG_WORD ? 2 : 3;
    }

    /**
     * Tells quickly that it takes more slips than so many. Each brings at most one letter that the
     * other word has not, and cheap ones count half; a consonant of whose kind the other word has
     * none is no cheap one.
     */
    static boolean unlike(long a, long b, float most) {
        int limit = (int) (most * 2);
        return Long.bitCount(a & ~b) > limit
                || Long.bitCount(b & ~a) > limit
                || Integer.bitCount(kinds(a, 0) & ~kinds(b, 1)) > most
                || Integer.bitCount(kinds(b, 0) & ~kinds(a, 1)) > most;
    }

    private static int kinds(long letters, int which) {
        int kinds = 0;
        for (int i = 0; i < KINDS.length; i++) {
            kinds |= (letters & KINDS[i][which]) != 0 ? 1 << i : 0;
        }
        return kinds;
    }

    private static long bits(String letters) {
        return letters.chars().mapToLong(c -> 1L << (c & 63)).reduce(0, (x, y) -> x | y);
    }

    private static boolean initial(Token a, Token b) {
        boolean oneIsPlain = a.type() == TokenClass.PLAIN || b.type() == TokenClass.PLAIN;
        char first = a.text().charAt(0);
        return oneIsPlain && first == b.text().charAt(0) && Character.isLetter(first);
    }

    private float acrossScripts(Token a, Token b) {
        if (a.script() == Script.CONSONANTS) {
            return b.script() == Script.CHARACTERS ? 0 : withoutVowels(a, b);
        }
        return b.script() == Script.CONSONANTS ? withoutVowels(b, a) : readOtherwise(a, b);
    }

    /** The vowels that one of them has not are not missed; the others are. */
    private float withoutVowels(Token bare, Token full) {
        int length = full.text().length();
        float most = length < WORTH_A_SLIP ? UNWRITTEN : 1 + UNWRITTEN;
        float slips = bareEdits.between(bare.folded(), full.folded(), most);
        return slips > most ? 0 : Math.max(0, 1 - SLIP * slips / length);
    }

    /**
     * Chinese characters for a foreign name only sound like it; for a Chinese one they are exact.
     */
    private float readOtherwise(Token a, Token b) {
        if (a.folded().equals(b.folded())) {
            return SAME_SOUND;
        }
        if (Lexicon.sameGivenName(a.text(), b.text())) {
            return OTHER_GIVEN_NAME;
        }
        if (Math.min(a.text().length(), b.text().length()) < SHORTEST_READING) {
            return 0;
        }
        String x = Folding.skeleton(a.folded()).replace('r', 'l');
        String y = Folding.skeleton(b.folded()).replace('r', 'l');
        return Math.max(spelling(a, b), x.equals(y) && x.length() > 2 ? SOUNDS_LIKE : 0);
    }
}
