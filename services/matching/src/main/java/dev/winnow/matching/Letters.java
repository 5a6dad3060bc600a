package dev.winnow.matching;

/**
 * The letters that a folded word has, a bit for each, to tell quickly what it takes at least to
 * make one word of another. Pure.
 */
final class Letters {
    /** Digits share their bits with letters; this one says that there are some. */
    private static final long DIGITS = 1;

    private static final long VOWELS = bits("aeiouy");
    private static final long H = bits("h");
    private static final long CONSONANTS = ~(VOWELS | H | DIGITS);

    /** The least that {@link Edits} takes for a letter that is not in the other word. */
    private static final int VOWEL = 30;

    private static final int SILENT = 50;
    private static final int SOFT = 40;

    private Letters() {}

    static long of(String folded) {
        long letters = 0;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            letters |= 1L << (c & 63) | (c <= '9' ? DIGITS : 0);
        }
        return letters;
    }

    private static long bits(String letters) {
        long bits = 0;
        for (int i = 0; i < letters.length(); i++) {
            bits |= 1L << (letters.charAt(i) & 63);
        }
        return bits;
    }

    /** Consonants that sound or look like one of these. */
    static long like(long letters) {
        long like = 0;
        for (long rest = letters & ~DIGITS; rest != 0; rest &= rest - 1) {
            like |= Edits.LIKE[Long.numberOfTrailingZeros(rest)];
        }
        return like;
    }

    /**
     * What it takes at least, in hundredths of a slip, to make one word of the other.
     *
     * @param likeA {@link #like} of a
     */
    static int apart(long a, long likeA, long b, long likeB) {
        return ((a | b) & DIGITS) != 0 ? 0 : Math.max(gone(a & ~b, likeB), gone(b & ~a, likeA));
    }

    private static int gone(long letters, long like) {
        long hard = letters & CONSONANTS & ~like;
        long soft = letters & CONSONANTS & like;
        return Long.bitCount(hard) * Edits.SLIP
                + Long.bitCount(soft) * SOFT
                + Long.bitCount(letters & VOWELS) * VOWEL
                + ((letters & H) != 0 ? SILENT : 0);
    }
}
