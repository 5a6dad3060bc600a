package dev.winnow.matching;

/** The letters of a part of a name, in arrays that are used again for the next. Not thread-safe. */
final class Word {
    final char[] text = new char[Edits.LONGEST];
    final char[] folded = new char[Edits.LONGEST];

    /** How many letters the text has, those beyond {@link Edits#LONGEST} too. */
    int textLength;

    int foldedLength;
    long letters;

    /** {@link Letters#like} of the letters. */
    long like;

    void take(Token token) {
        textLength = take(token.text(), text);
        foldedLength = take(token.folded(), folded);
        letters = token.letters();
        like = Letters.like(letters);
    }

    private static int take(String word, char[] to) {
        word.getChars(0, Math.min(word.length(), to.length), to, 0);
        return word.length();
    }

    /** A part that is {@link Vocabulary#plain plain}. */
    void take(Vocabulary vocabulary, int id) {
        foldedLength = vocabulary.foldedLength(id);
        textLength = vocabulary.textLength(id);
        int begins = vocabulary.begins(id);
        take(vocabulary.texts, begins, foldedLength, folded);
        take(vocabulary.texts, begins + foldedLength, textLength, text);
        letters = vocabulary.shapes[id * Vocabulary.SHAPE];
        like = vocabulary.shapes[id * Vocabulary.SHAPE + 1];
    }

    private static void take(byte[] pool, int from, int length, char[] to) {
        for (int i = Math.min(length, to.length) - 1; i >= 0; i--) {
            to[i] = (char) pool[from + i];
        }
    }

    boolean isFolded() {
        return textLength != foldedLength || differs(text, folded, textLength);
    }

    boolean sameFolded(Word other) {
        return foldedLength == other.foldedLength && !differs(folded, other.folded, foldedLength);
    }

    /** Whether the texts differ at one place, by one letter or two that are exchanged. */
    boolean differsOnce(Word other) {
        int n = Math.min(textLength, text.length);
        int m = Math.min(other.textLength, text.length);
        int from = 0;
        while (from < n && from < m && text[from] == other.text[from]) {
            from++;
        }
        while (n > from && m > from && text[n - 1] == other.text[m - 1]) {
            n--;
            m--;
        }
        int mine = n - from;
        int theirs = m - from;
        return Math.max(mine, theirs) <= 1
                || (mine == 2
                        && theirs == 2
                        && text[from] == other.text[from + 1]
                        && text[from + 1] == other.text[from]);
    }

    private static boolean differs(char[] a, char[] b, int length) {
        for (int i = Math.min(length, a.length) - 1; i >= 0; i--) {
            if (a[i] != b[i]) {
                return true;
            }
        }
        return false;
    }
}
