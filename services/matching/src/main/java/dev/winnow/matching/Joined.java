package dev.winnow.matching;

/**
 * What is found under the keys of two neighbours that may be one word: the name, and how many
 * letters both have together, so that most of the others need not be read. In one number.
 */
final class Joined {
    static final int NAME_BITS = 27;

    static final int MOST_NAMES = 1 << NAME_BITS;

    /** More letters are as many. */
    private static final int MOST_LETTERS = (1 << (Integer.SIZE - NAME_BITS)) - 1;

    /** Takes a key. */
    @FunctionalInterface
    interface Taking {
        /**
         * @param letters of two neighbours; 0 for a key of something else
         */
        void accept(int key, int letters);
    }

    private Joined() {}

    static long of(int name, int letters) {
        return (long) Math.min(letters, MOST_LETTERS) << NAME_BITS | name;
    }

    static int name(int joined) {
        return joined & (MOST_NAMES - 1);
    }

    /** Whether that may be a word of so many letters. */
    static boolean mayHave(int joined, int letters) {
        int both = joined >>> NAME_BITS;
        return both == MOST_LETTERS || Math.abs(both - letters) <= Joining.MOST_MORE;
    }
}
