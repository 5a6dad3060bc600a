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
    private static final int UNWRITTEN = 35;

    private static final int WORTH_A_SLIP = 6;
    private static final int SHORTEST_READING = 5;

    /** J. may be Jose, but may be somebody else. */
    static final float INITIAL = 0.6f;

    /** Words less alike than this are different words. */
    private static final float LEAST = 0.6f;

    /** Of two letters hardly one is forgiven. */
    private static final int OF_TWO = 60;

    static final float OTHER_GIVEN_NAME = 0.8f;

    /** Ltd and LLC; al and bin; Mr and Dr: of a kind. */
    static final float OF_A_KIND = 0.6f;

    private static final int LONG_WORD = 12;

    /**
     * How many slips of the pen, in hundredths, are forgiven in a word of that length, or of the
     * last one and longer.
     */
    private static final int[] BUDGETS = budgets(LEAST);

    /** As {@link #BUDGETS}, for words that are to be {@link Joining#JOINED}; rather too much. */
    private static final int[] JOINED_BUDGETS = budgets(Joining.JOINED - 0.001f);

    private final Edits edits = new Edits(false);
    private final Edits bareEdits = new Edits(true);
    private final Word mine = new Word();
    private final Word theirs = new Word();

    /**
     * 0 for different words, 1 for equal ones; the same whichever comes first. Words that say
     * something are alike only when they share one of their {@link Keys}, or are given names that
     * stand for each other: so an index finds what looking at everything finds.
     */
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
        mine.take(a);
        theirs.take(b);
        if (!a.significant() || !b.significant()) {
            return a.type() == b.type() ? OF_A_KIND : misspeltTitle(a, b);
        }
        float similar = written(a, b);
        if (similar < SAME_SOUND && Lexicon.sameGivenName(a.text(), b.text())) {
            return Math.max(similar, OTHER_GIVEN_NAME);
        }
        return similar > 0 && similar < SAME_SOUND && !Keys.shared(a, b) ? 0 : similar;
    }

    /**
     * As {@link #of(Token, Token)}, of two neighbours written as one word, and a word; 0 for less
     * than {@link Joining#JOINED}, or unless they share a key of {@link Keys#joined}.
     */
    float joined(Token two, Token one) {
        if (two.text().equals(one.text())) {
            return 1;
        }
        mine.take(two);
        theirs.take(one);
        float similar = written(two, one);
        return similar >= Joining.JOINED && Keys.joinedShared(two.folded(), one.folded())
                ? similar
                : 0;
    }

    /**
     * As {@link Joining#alike}, with a word of which it is known that it is worth a closer look;
     * after {@link #ask} with both as one.
     *
     * @param keys of both as one
     */
    float joined(Token a, Token b, Token two, NameIndex.Ints keys, Vocabulary vocabulary, int id) {
        if (!vocabulary.plain(id) || vocabulary.scriptDiffers(two, id)) {
            float similar = Joining.alike(a, b, vocabulary.token(id), this);
            mine.take(two);
            return similar;
        }
        float similar = ofPlain(two, vocabulary, id, JOINED_BUDGETS);
        return similar == 1
                        || (similar >= Joining.JOINED
                                && Keys.joinedShared(keys, vocabulary.folded(id)))
                ? similar
                : 0;
    }

    /** Of the two words at hand, which are not equal. */
    private float written(Token a, Token b) {
        if (mine.sameFolded(theirs)) {
            return SAME_SOUND;
        }
        return a.script() == b.script() ? spelling(BUDGETS) : acrossScripts(a, b);
    }

    /** To be called before {@link #of(Token, Vocabulary, int)} with the same part. */
    void ask(Token a) {
        mine.take(a);
    }

    /**
     * As {@link #of(Token, Token)}, for a part that shares a key with the one asked for, and
     * without making an object of it.
     */
    float of(Token a, Vocabulary vocabulary, int id) {
        if (!vocabulary.plain(id) || !a.significant() || vocabulary.scriptDiffers(a, id)) {
            float similar = of(a, vocabulary.token(id));
            mine.take(a);
            return similar;
        }
        return ofPlain(a, vocabulary, id, BUDGETS);
    }

    private float ofPlain(Token a, Vocabulary vocabulary, int id, int[] budgets) {
        if (far(vocabulary, id, budgets)) {
            return 0;
        }
        theirs.take(vocabulary, id);
        if (mine.sameFolded(theirs)) {
            return vocabulary.isText(id, a.text()) ? 1 : SAME_SOUND;
        }
        return spelling(budgets);
    }

    private float misspeltTitle(Token a, Token b) {
        boolean title = a.type() == TokenClass.HONORIFIC || b.type() == TokenClass.HONORIFIC;
        float similar = title && (a.significant() || b.significant()) ? spelling(BUDGETS) : 0;
        return similar > OF_A_KIND && Keys.shared(a, b) ? similar : 0;
    }

    /** Of the two words at hand. */
    private float spelling(int[] budgets) {
        Word a = mine;
        Word b = theirs;
        int longer = Math.max(a.textLength, b.textLength);
        int most = budget(longer, budgets);
        if (Math.abs(a.foldedLength - b.foldedLength) * Edits.SLIP > most * 2
                || Letters.apart(a.letters, a.like, b.letters, b.like) > most) {
            return 0;
        }
        int slips =
                edits.between(
                        a.folded, length(a.foldedLength), b.folded, length(b.foldedLength), most);
        if (slips > Edits.SLIP && (a.isFolded() || b.isFolded()) && a.differsOnce(b)) {
            // A slip may have made one sound of two letters, or two of one.
            slips =
                    Math.min(
                            slips,
                            edits.between(
                                    a.text,
                                    length(a.textLength),
                                    b.text,
                                    length(b.textLength),
                                    most));
        }
        return slips > most ? 0 : share(slips, longer);
    }

    private static float share(int slips, int length) {
        return 1 - SLIP * slips / Edits.SLIP / length;
    }

    private static int length(int letters) {
        return Math.min(letters, Edits.LONGEST);
    }

    /** Whether {@link #of(Token, Vocabulary, int)} is 0, as far as that can be told quickly. */
    boolean isFar(Token a, Vocabulary vocabulary, int id) {
        return isFar(a, vocabulary, id, BUDGETS);
    }

    /** As {@link #isFar}, of {@link #joined}. */
    boolean isFarAsOne(Token two, Vocabulary vocabulary, int id) {
        return isFar(two, vocabulary, id, JOINED_BUDGETS);
    }

    private boolean isFar(Token a, Vocabulary vocabulary, int id, int[] budgets) {
        return vocabulary.plain(id)
                && a.significant()
                && !vocabulary.scriptDiffers(a, id)
                && far(vocabulary, id, budgets);
    }

    /** Tells quickly that the word at hand and that part, which is plain, are not alike. */
    private boolean far(Vocabulary vocabulary, int id, int[] budgets) {
        int most = budget(Math.max(mine.textLength, vocabulary.textLength(id)), budgets);
        return Math.abs(mine.foldedLength - vocabulary.foldedLength(id)) * Edits.SLIP > most * 2
                || vocabulary.apart(id, mine.letters, mine.like) > most;
    }

    private static int budget(int length, int[] budgets) {
        return budgets[Math.min(length, budgets.length - 1)];
    }

    private static int[] budgets(float least) {
        int[] budgets = new int[Edits.LONGEST];
        for (int length = 2; length < budgets.length; length++) {
            int most = length < LONG_WORD ? 2 : 3;
            int alike = (int) (length * (1 - least) / SLIP * Edits.SLIP);
            budgets[length] = Math.min(most * Edits.SLIP, length == 2 ? OF_TWO : alike);
        }
        return budgets;
    }

    private static boolean initial(Token a, Token b) {
        boolean oneIsPlain = a.type() == TokenClass.PLAIN || b.type() == TokenClass.PLAIN;
        char first = a.text().charAt(0);
        return oneIsPlain && first == b.text().charAt(0) && Character.isLetter(first);
    }

    private float acrossScripts(Token a, Token b) {
        if (a.script() == Script.CONSONANTS) {
            return b.script() == Script.CHARACTERS ? 0 : withoutVowels(mine, theirs);
        }
        if (b.script() == Script.CONSONANTS) {
            return a.script() == Script.CHARACTERS ? 0 : withoutVowels(theirs, mine);
        }
        return readOtherwise(a, b);
    }

    /** The vowels that one of them has not are not missed; the others are. */
    private float withoutVowels(Word bare, Word full) {
        int length = full.textLength;
        int most = length < WORTH_A_SLIP ? UNWRITTEN : Edits.SLIP + UNWRITTEN;
        int slips =
                bareEdits.between(
                        bare.folded,
                        length(bare.foldedLength),
                        full.folded,
                        length(full.foldedLength),
                        most);
        return slips > most ? 0 : Math.max(0, share(slips, length));
    }

    /**
     * Chinese characters for a foreign name only sound like it; for a Chinese one they are exact.
     */
    private float readOtherwise(Token a, Token b) {
        if (Math.min(a.text().length(), b.text().length()) < SHORTEST_READING) {
            return 0;
        }
        String x = Folding.skeleton(a.folded()).replace('r', 'l');
        String y = Folding.skeleton(b.folded()).replace('r', 'l');
        return Math.max(spelling(BUDGETS), x.equals(y) && x.length() > 2 ? SOUNDS_LIKE : 0);
    }
}
