package dev.winnow.matching;

import java.util.Arrays;

/**
 * What it takes to make one folded word of another, in slips of the pen: 1 for a letter more, less,
 * different, or two exchanged; less for what sounds or looks alike. Not thread-safe: one for each
 * comparison, so that its rows are made once.
 */
final class Edits {
    /** Longer words are compared by their beginning. */
    static final int LONGEST = 32;

    static final float FAR = 99;
    private static final float DOUBLED = 0.3f;
    private static final float SWAPPED = 0.9f;
    private static final float SILENT_H = 0.5f;
    private static final float ANOTHER_VOWEL = 0.8f;
    private static final float UNWRITTEN_VOWEL = 0.06f;
    private static final float FIRST_LETTER = 0.3f;
    private static final float[] COSTS = costs("");

    /** As {@link #COSTS}, where y stands for i and e, and w for u and o. */
    private static final float[] BARE_COSTS = costs(" ie.05 uv.05 ov.05 ae.3 ao.5 ai.6 hC.6");

    private final boolean bare;

    private final char[] right = new char[LONGEST];
    private final float[] adding = new float[LONGEST];
    private float[] before = new float[LONGEST + 1];
    private float[] last = new float[LONGEST + 1];
    private float[] row = new float[LONGEST + 1];

    /**
     * @param bare whether the first of the words is written without most of its vowels
     */
    Edits(boolean bare) {
        this.bare = bare;
    }

    /** Slips between the words; {@link #FAR} as soon as there are more than so many. */
    float between(String a, String b, float most) {
        int wholeN = Math.min(a.length(), LONGEST);
        int wholeM = Math.min(b.length(), LONGEST);
        int from = 0;
        while (from < wholeN && from < wholeM && a.charAt(from) == b.charAt(from)) {
            from++;
        }
        while (wholeN > from && wholeM > from && a.charAt(wholeN - 1) == b.charAt(wholeM - 1)) {
            wholeN--;
            wholeM--;
        }
        return between(a, b, from, wholeN - from, wholeM - from, most);
    }

    /** From the same place in both, so many letters. */
    private float between(String a, String b, int from, int n, int m, float most) {
        last[0] = 0;
        for (int j = 0; j < m; j++) {
            right[j] = b.charAt(from + j);
            adding[j] = added(b, from + j);
            last[j + 1] = last[j] + adding[j];
        }
        char previous = 0;
        for (int i = 0; i < n; i++) {
            char x = a.charAt(from + i);
            float least = row(i, x, previous, missing(a, from + i), m, from == 0 && i == 0);
            if (least > most) {
                return FAR;
            }
            float[] spare = before;
            before = last;
            last = row;
            row = spare;
            previous = x;
        }
        return last[m] > most ? FAR : last[m];
    }

    /** The least cost in the row. */
    private float row(int i, char x, char previous, float gone, int m, boolean first) {
        float[] costs = bare ? BARE_COSTS : COSTS;
        float[] above = last;
        float[] here = row;
        float left = above[0] + gone;
        here[0] = left;
        float least = left;
        for (int j = 0; j < m; j++) {
            char y = right[j];
            float cost = above[j];
            if (x != y) {
                cost += cost(costs, x, y, first && j == 0);
                if (i > 0 && j > 0 && x == right[j - 1] && y == previous) {
                    cost = Math.min(cost, before[j - 1] + SWAPPED);
                }
            }
            cost = Math.min(cost, Math.min(above[j + 1] + gone, left + adding[j]));
            here[j + 1] = cost;
            left = cost;
            least = Math.min(least, cost);
        }
        return least;
    }

    private float added(String word, int i) {
        return bare && Folding.vowel(word.charAt(i)) ? UNWRITTEN_VOWEL : missing(word, i);
    }

    private static float missing(String word, int i) {
        char c = word.charAt(i);
        if (i > 0 && word.charAt(i - 1) == c) {
            return DOUBLED;
        }
        return c == 'h' ? SILENT_H : Folding.vowel(c) ? ANOTHER_VOWEL : 1;
    }

    private static float cost(float[] costs, char x, char y, boolean first) {
        float cost = x < 128 && y < 128 ? costs[x << 7 | y] : 1;
        return first ? Math.min(1, cost + FIRST_LETTER) : cost;
    }

    private static float[] costs(String others) {
        float[] costs = new float[128 * 128];
        Arrays.fill(costs, 1);
        String vowels = "ae.5 ei.4 ou.3 ao.7 eo.8 iu.8 ij.4 iu.8 ej.7 au.9 ai.8 ";
        String consonants =
                "kg.6 kh.5 kC.5 sS.4 sz.5 zj.6 jg.6 jC.6 SC.4 vb.6 vf.4 td.6 bp.7 mn.8 jS.6 kx.5"
                        + " zS.6 sC.6 ";
        String looks = "0o.3 1i.3 1l.3 9g.3 5s.3 3e.3 4a.4 8b.4 6b.4 7t.5";
        for (String pair : (vowels + consonants + looks + others).split(" ", -1)) {
            float cost = Float.parseFloat(pair.substring(2));
            costs[pair.charAt(0) << 7 | pair.charAt(1)] = cost;
            costs[pair.charAt(1) << 7 | pair.charAt(0)] = cost;
        }
        return costs;
    }
}
