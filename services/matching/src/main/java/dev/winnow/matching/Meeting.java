package dev.winnow.matching;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Which names have enough of a question's parts. For each part there is a bit for each name that
 * has something like it, and names are looked at 64 at a time. Not thread-safe: working memory of
 * one question after the other.
 */
final class Meeting {
    /**
     * So many times 64 names are looked at together: what is worked on stays near the processor.
     */
    private static final int BLOCK = 512;

    /** More sets are looked at only where names have as many parts as the smallest of them. */
    private static final int FEW_SETS = 4;

    private final int words;

    /** Of each part of the question, a bit for each name. */
    private final long[][] parts = new long[Asked.MOST_FINDERS][];

    /** What is in {@link #parts}, but for what is known before. */
    private final long[][] own = new long[Asked.MOST_FINDERS][];

    private final boolean[] isOwn = new boolean[Asked.MOST_FINDERS];

    // Of names that are looked at together.
    private final long[] reached;
    private final long[] all;

    /** A bit for each name that has one part, then for each that has two, and so on. */
    private final long[][] counted;

    /** How many of these are made for the names that are looked at. */
    private int levels;

    private int size;

    Meeting(int names) {
        words = wordsFor(names);
        reached = new long[Math.min(BLOCK, words)];
        all = new long[reached.length];
        counted = new long[Asked.MOST_FINDERS][reached.length];
    }

    /** How many numbers hold a bit for each of so many names. */
    static int wordsFor(int names) {
        return (names + 63) >>> 6;
    }

    static void set(long[] bits, int name) {
        bits[name >>> 6] |= 1L << name;
    }

    static void set(long[] bits, int[] names) {
        for (int name : names) {
            set(bits, name);
        }
    }

    static boolean has(long[] bits, int name) {
        return (bits[name >>> 6] >>> name & 1) != 0;
    }

    static void add(long[] more, long[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] |= more[i];
        }
    }

    /** As {@link #add}; what was there already is also added to {@code twice}. */
    static void addAgain(long[] more, long[] to, long[] twice) {
        for (int i = 0; i < to.length; i++) {
            twice[i] |= to[i] & more[i];
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
     * Hands over the names that have enough parts, in their order.
     *
     * @param among only these
     */
    void each(long[] among, List<Enough> enough, IntConsumer to) {
        for (int from = 0; from < words; from += BLOCK) {
            int n = Math.min(BLOCK, words - from);
            Arrays.fill(reached, 0, n, 0);
            levels = 0;
            for (Enough some : enough) {
                if (some.few) {
                    reachFew(some, among, from, n);
                } else if (some.sets.length <= FEW_SETS) {
                    reach(some, from, n);
                } else {
                    reachMany(some, among, from, n);
                }
            }
            for (int i = 0; i < n; i++) {
                for (long names = reached[i] & among[from + i]; names != 0; names &= names - 1) {
                    to.accept(((from + i) << 6) + Long.numberOfTrailingZeros(names));
                }
            }
        }
    }

    /** Only where there are such names. */
    private void reachFew(Enough some, long[] among, int from, int n) {
        for (int i = 0; i < n; i++) {
            long names = some.names[from + i] & among[from + i];
            if (names != 0) {
                reached[i] |= names & having(some.sets, from + i);
            }
        }
    }

    /** Only where there are names that have as many parts as the smallest of the sets. */
    private void reachMany(Enough some, long[] among, int from, int n) {
        int least = some.least;
        if (levels < least) {
            count(least, from, n);
            levels = least;
        }
        long[] enough = counted[least - 1];
        if (some.any) {
            both(reached, enough, some.names, from, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            long names = enough[i] & some.names[from + i] & among[from + i];
            if (names != 0) {
                reached[i] |= names & having(some.sets, from + i);
            }
        }
    }

    private void count(int most, int from, int n) {
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

    /** Names that have all parts of one of the sets, of 64. */
    private long having(int[] sets, int at) {
        long any = 0;
        for (int set : sets) {
            long all = -1;
            for (int rest = set; rest != 0; rest &= rest - 1) {
                all &= parts[Integer.numberOfTrailingZeros(rest)][at];
            }
            any |= all;
        }
        return any;
    }

    private void reach(Enough some, int from, int n) {
        for (int set : some.sets) {
            int second = set & (set - 1);
            int third = second & (second - 1);
            long[] one = parts[Integer.numberOfTrailingZeros(set)];
            long[] two = second == 0 ? one : parts[Integer.numberOfTrailingZeros(second)];
            if (third == 0) {
                for (int i = 0; i < n; i++) {
                    reached[i] |= one[from + i] & two[from + i] & some.names[from + i];
                }
            } else {
                for (int i = 0; i < n; i++) {
                    all[i] = one[from + i] & two[from + i];
                }
                for (int rest = third; rest != 0; rest &= rest - 1) {
                    long[] next = parts[Integer.numberOfTrailingZeros(rest)];
                    for (int i = 0; i < n; i++) {
                        all[i] &= next[from + i];
                    }
                }
                for (int i = 0; i < n; i++) {
                    reached[i] |= all[i] & some.names[from + i];
                }
            }
        }
    }
}
