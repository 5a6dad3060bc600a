package dev.winnow.matching;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which names have enough of a question's parts. For each part there is a bit for each name that
 * has something like it, and names are counted 64 at a time. Not thread-safe: working memory of one
 * question after the other.
 */
final class Meeting {
    /** So many times 64 names are counted together: what is worked on stays near the processor. */
    private static final int BLOCK = 512;

    private final int words;

    /** Of each part of the question, a bit for each name. */
    private final long[][] parts = new long[Asked.MOST_FINDERS][];

    /** What is in {@link #parts}, but for what is known before. */
    private final long[][] own = new long[Asked.MOST_FINDERS][];

    private final boolean[] isOwn = new boolean[Asked.MOST_FINDERS];

    /** A bit for each name that has one part, then for each that has two, and so on. */
    private final long[][] counted;

    private int size;

    Meeting(int names) {
        words = wordsFor(names);
        counted = new long[Asked.MOST_FINDERS][Math.min(BLOCK, words)];
    }

    /** How many numbers hold a bit for each of so many names. */
    static int wordsFor(int names) {
        return (names + 63) >>> 6;
    }

    static void set(long[] bits, int name) {
        bits[name >>> 6] |= 1L << name;
    }

    static boolean has(long[] bits, int name) {
        return (bits[name >>> 6] >>> name & 1) != 0;
    }

    static void add(long[] more, long[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] |= more[i];
        }
    }

    void clear() {
        size = 0;
    }

    /** The next part of the question, of which nobody has anything yet. */
    long[] next() {
        long[] bits = own[size];
        if (bits == null) {
            bits = new long[words];
            own[size] = bits;
        } else {
            Arrays.fill(bits, 0);
        }
        isOwn[size] = true;
        parts[size++] = bits;
        return bits;
    }

    /** The next part of the question, for which it is known who has it; is left as it is. */
    void next(long[] known) {
        isOwn[size] = false;
        parts[size++] = known;
    }

    /** Who has that part. */
    long[] of(int part) {
        return parts[part];
    }

    /** As {@link #of}, to be changed. */
    long[] toChange(int part) {
        if (!isOwn[part]) {
            long[] mine = own[part];
            if (mine == null) {
                mine = new long[words];
                own[part] = mine;
            }
            System.arraycopy(parts[part], 0, mine, 0, words);
            parts[part] = mine;
            isOwn[part] = true;
        }
        return parts[part];
    }

    /** A bit for each part that the name has. */
    int partsOf(int name) {
        int some = 0;
        for (int part = 0; part < size; part++) {
            some |= (int) (parts[part][name >>> 6] >>> name & 1) << part;
        }
        return some;
    }

    /**
     * Hands over the names that have so many parts, in their order.
     *
     * @param among only these
     * @param least how many at least
     * @param leastOfSome how many at least of {@code some}; not more than {@code least}
     */
    void each(long[] among, int least, int leastOfSome, long[] some, IntConsumer to) {
        int most = Math.min(least, size);
        for (int from = 0; from < words; from += BLOCK) {
            int n = Math.min(BLOCK, words - from);
            count(from, n, most);
            for (int i = 0; i < n; i++) {
                long names = least <= size ? counted[least - 1][i] : 0;
                if (leastOfSome < least && leastOfSome <= size) {
                    names |= counted[leastOfSome - 1][i] & some[from + i];
                }
                for (names &= among[from + i]; names != 0; names &= names - 1) {
                    to.accept(((from + i) << 6) + Long.numberOfTrailingZeros(names));
                }
            }
        }
    }

    private void count(int from, int n, int most) {
        for (int level = 0; level < most; level++) {
            Arrays.fill(counted[level], 0, n, 0);
        }
        for (int part = 0; part < size; part++) {
            for (int level = Math.min(most - 1, part); level > 0; level--) {
                both(counted[level], counted[level - 1], parts[part], from, n);
            }
            any(counted[0], parts[part], from, n);
        }
    }

    private static void both(long[] to, long[] lower, long[] part, int from, int n) {
        for (int i = 0; i < n; i++) {
            to[i] |= lower[i] & part[from + i];
        }
    }

    private static void any(long[] to, long[] part, int from, int n) {
        for (int i = 0; i < n; i++) {
            to[i] |= part[from + i];
        }
    }
}
