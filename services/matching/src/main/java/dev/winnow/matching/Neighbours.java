package dev.winnow.matching;

import java.util.Arrays;

/** The parts of an index that are like a word, and how much. Immutable. */
final class Neighbours {
    /** The word. */
    final Token word;

    /** In ascending order. */
    final int[] ids;

    /** How many names have one of them; those that have several are counted so often. */
    final long names;

    private final float[] alike;

    /**
     * @param alike of each, more than 0
     */
    Neighbours(Token word, int[] ids, float[] alike, long names) {
        this.word = word;
        this.ids = ids;
        this.alike = alike;
        this.names = names;
    }

    /** 0 for a part that is not among them. */
    float alike(int id) {
        int at = Arrays.binarySearch(ids, id);
        return at < 0 ? 0 : alike[at];
    }
}
