package dev.winnow.matching;

import java.util.Arrays;

/**
 * The parts of an index that are like a word, and how much. Immutable.
 *
 * @param ids in ascending order
 * @param alike of each, more than 0
 * @param names how many names have one of them, those that have several counted so often
 */
record Neighbours(Token of, int[] ids, float[] alike, long names) {
    /** 0 for a part that is not among them. */
    float of(int id) {
        int at = Arrays.binarySearch(ids, id);
        return at < 0 ? 0 : alike[at];
    }
}
