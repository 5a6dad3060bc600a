package dev.winnow.matching;

import java.util.Arrays;

/**
 * What it takes to make one word of another, in hundredths of a slip of the pen: a slip for a
 * letter more, less, different, or two exchanged; less for what sounds or looks alike. The same
 * whichever comes first. Not thread-safe: one for each comparison, so that its rows are made once.
 */
final class Edits {
    /** Longer words are compared by their beginning. */
    static final int LONGEST = 32;

    static final int SLIP = 100;
    static final int FAR = 99 * SLIP;
    private static final int DOUBLED = 30;
    private static final int SWAPPED = 90;
    private static final int SILENT_H = 50;
    private static final int ANOTHER_VOWEL = 80;
    private static final int UNWRITTEN_VOWEL = 6;
    private static final int FIRST_LETTER = 30;

    /** Stands for all letters that cost what most do. */
    private static final int OTHER = 127;

    private static final byte[] MISSING = missing();
    private static final byte[] COSTS = costs("");

    /** As {@link #COSTS}, where y stands for i and e, and w for u and o. */
    private static final byte[] BARE_COSTS = costs(" ie.05 uv.05 ov.05 ae.3 ao.5 ai.6 hC.6");

    /** By the lowest six bits of a letter: those that it costs less than a slip to take for it. */
    static final long[] LIKE = like();

    private final boolean bare;

    private final int[] adding = new int[LONGEST];
    private final int[] removing = new int[LONGEST];
    private int[] before = new int[LONGEST + 2];
    private int[] last = new int[LONGEST + 2];
    private int[] row = new int[LONGEST + 2];

    /**
     * @param bare whether the first of the words is written without most of its vowels
     */
    Edits(boolean bare) {
        this.bare = bare;
    }

    /**
     * Between the first n letters of one word and the first m of the other, which are at most
     * {@link #LONGEST}; {@link #FAR} as soon as it takes more than so much.
     */
    int between(char[] a, int n, char[] b, int m, int most) {
        int from = 0;
        int shorter = Math.min(n, m);
        while (from < shorter && a[from] == b[from]) {
            from++;
        }
        int endOfA = n;
        int endOfB = m;
        while (endOfA > from && endOfB > from && a[endOfA - 1] == b[endOfB - 1]) {
            endOfA--;
            endOfB--;
        }
        return between(a, endOfA, b, endOfB, from, most);
    }

    private int between(char[] a, int endOfA, char[] b, int endOfB, int from, int most) {
        int n = endOfA - from;
        int m = endOfB - from;
        int cheapest = costs(a, b, from, n, m);
        // Whoever is that far from the diagonal, and has to come back, has taken more.
        int more = m - n;
        int strays = (most / cheapest - Math.abs(more)) >> 1;
        if (strays < 0) {
            return FAR;
        }
        int lowest = Math.min(0, more) - strays;
        int highest = Math.max(0, more) + strays;
        // Two rows, since exchanged letters go past one.
        int leastBefore = 0;
        for (int i = 0; i < n; i++) {
            int end = Math.min(m, i + highest + 1);
            int least = row(a, from + i, removing[i], b, from, Math.max(0, i + lowest), end);
            if (least > most && leastBefore > most) {
                return FAR;
            }
            leastBefore = least;
            int[] spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return last[m] > most ? FAR : last[m];
    }

    /** What it costs to leave letters out or to add them; the least of that. */
    private int costs(char[] a, char[] b, int from, int n, int m) {
        int cheapest = FAR;
        last[0] = 0;
        for (int j = 0; j < m; j++) {
            int cost = added(b, from + j);
            adding[j] = cost;
            last[j + 1] = last[j] + cost;
            cheapest = Math.min(cheapest, cost);
        }
        for (int i = 0; i < n; i++) {
            removing[i] = missing(a, from + i);
            cheapest = Math.min(cheapest, removing[i]);
        }
        return cheapest;
    }

    /** The least cost in the row, of which only the places from first to end are looked at. */
    private int row(char[] a, int i, int gone, char[] b, int from, int first, int end) {
        int[] above = last;
        int[] here = row;
        char x = a[i];
        char previous = i > from ? a[i - 1] : 0;
        int costsOfX = Math.min(x, OTHER) << 7;
        byte[] costs = bare ? BARE_COSTS : COSTS;
        int extra = i == 0 ? FIRST_LETTER : 0;
        int diagonal = above[first];
        int left = first == 0 ? diagonal + gone : FAR;
        here[first] = left;
        int least = left;
        char yBefore = first == 0 ? 0 : b[from + first - 1];
        for (int j = first; j < end; j++) {
            char y = b[from + j];
            int cost = diagonal;
            if (x != y) {
                cost += Math.min(SLIP, costs[costsOfX | Math.min(y, OTHER)] + extra);
                if (y == previous && x == yBefore) {
                    cost = Math.min(cost, before[j - 1] + SWAPPED);
                }
            }
            diagonal = above[j + 1];
            left = Math.min(cost, Math.min(diagonal + gone, left + adding[j]));
            here[j + 1] = left;
            least = Math.min(least, left);
            extra = 0;
            yBefore = y;
        }
        // The next row goes on by one.
        here[end + 1] = FAR;
        return least;
    }

    private int added(char[] word, int i) {
        return bare && Folding.vowel(word[i]) ? UNWRITTEN_VOWEL : missing(word, i);
    }

    private static int missing(char[] word, int i) {
        char c = word[i];
        return i > 0 && word[i - 1] == c ? DOUBLED : MISSING[Math.min(c, OTHER)];
    }

    private static byte[] missing() {
        byte[] missing = new byte[OTHER + 1];
        Arrays.fill(missing, (byte) SLIP);
        "aeiouy".chars().forEach(c -> missing[c] = ANOTHER_VOWEL);
        missing['h'] = SILENT_H;
        return missing;
    }

    private static long[] like() {
        long[] like = new long[Long.SIZE];
        for (int x = 'A'; x <= 'z'; x++) {
            for (int y = 'A'; y <= 'z'; y++) {
                like[x & 63] |= COSTS[x << 7 | y] < SLIP ? 1L << (y & 63) : 0;
            }
        }
        return like;
    }

    private static byte[] costs(String others) {
        byte[] costs = new byte[128 * 128];
        Arrays.fill(costs, (byte) SLIP);
        String vowels = "ae.5 ei.4 ou.3 ao.7 eo.8 iu.8 ij.4 iu.8 ej.7 au.9 ai.8 ";
        String consonants =
                "kg.6 kh.5 kC.5 sS.4 sz.5 zj.6 jg.6 jC.6 SC.4 vb.6 vf.4 td.6 bp.7 mn.8 jS.6 kx.5"
                        + " zS.6 sC.6 ";
        String looks = "0o.3 1i.3 1l.3 9g.3 5s.3 3e.3 4a.4 8b.4 6b.4 7t.5";
        for (String pair : (vowels + consonants + looks + others).split(" ", -1)) {
            byte cost = (byte) Math.round(Float.parseFloat(pair.substring(2)) * SLIP);
            costs[pair.charAt(0) << 7 | pair.charAt(1)] = cost;
            costs[pair.charAt(1) << 7 | pair.charAt(0)] = cost;
        }
        return costs;
    }
}
