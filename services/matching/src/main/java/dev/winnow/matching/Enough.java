package dev.winnow.matching;

/** Which of a question's parts are enough, for some names. Immutable. */
final class Enough {
    /** A name has to have all parts of one of these: a bit for each. */
    final int[] sets;

    /** How many parts the smallest of them has. */
    final int least;

    /** The names of which that is asked. */
    final long[] names;

    /** Whether these are few of all. */
    final boolean few;

    Enough(int[] sets, long[] names, boolean few) {
        this.sets = sets;
        this.names = names;
        this.few = few;
        int fewest = Asked.MOST_FINDERS;
        for (int set : sets) {
            fewest = Math.min(fewest, Integer.bitCount(set));
        }
        least = fewest;
    }
}
