package dev.winnow.matching;

/** Which of a question's parts are enough, for some names. Immutable. */
final class Enough {
    /** A name has to have all parts of one of these: a bit for each. */
    final int[] sets;

    /** How many parts the smallest of them has. */
    final int least;

    /** Whether these are all sets of so many parts: any will do. */
    final boolean any;

    /** The names of which that is asked. */
    final long[] names;

    /** Whether these are few of all. */
    final boolean few;

    /**
     * @param parts how many there are
     */
    Enough(int parts, int[] sets, long[] names, boolean few) {
        this.sets = sets;
        this.names = names;
        this.few = few;
        int fewest = parts;
        int most = 0;
        for (int set : sets) {
            fewest = Math.min(fewest, Integer.bitCount(set));
            most = Math.max(most, Integer.bitCount(set));
        }
        least = fewest;
        any = fewest == most && sets.length == choices(parts, fewest);
    }

    /** How many sets of some parts there are. */
    private static int choices(int parts, int some) {
        int choices = 1;
        for (int k = 1; k <= some; k++) {
            choices = choices * (parts - k + 1) / k;
        }
        return choices;
    }
}
