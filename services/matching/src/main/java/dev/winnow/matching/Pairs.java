package dev.winnow.matching;

/** A number for each of some pairs of parts of an index. Not thread-safe while it grows. */
final class Pairs {
    /** No index has more parts: {@link Vocabulary#shapes} has four numbers for each of them. */
    private static final int ID_BITS = 29;

    private static final int SMALLEST = 8;

    /** Pairs, and 1, by their hashes or at the next free place; as many as a power of two. */
    private long[] pairs = {0};

    private float[] values = {0};
    private int size;

    /** Each pair once. */
    void put(int a, int b, float value) {
        if (size * 2 >= pairs.length - 1) {
            grow();
        }
        put(pair(a, b), value);
        size++;
    }

    private void put(long pair, float value) {
        int at = place(pair);
        pairs[at] = pair;
        values[at] = value;
    }

    private void grow() {
        long[] before = pairs;
        float[] valuesBefore = values;
        pairs = new long[Math.max(SMALLEST, before.length * 2)];
        values = new float[pairs.length];
        for (int at = 0; at < before.length; at++) {
            if (before[at] != 0) {
                put(before[at], valuesBefore[at]);
            }
        }
    }

    boolean has(int a, int b) {
        return pairs[place(pair(a, b))] != 0;
    }

    /** 0 for a pair that was not put. */
    float get(int a, int b) {
        long pair = pair(a, b);
        int at = place(pair);
        return pairs[at] == pair ? values[at] : 0;
    }

    private static long pair(int a, int b) {
        return ((long) a << ID_BITS | b) + 1;
    }

    /** Where it is, or would be. */
    private int place(long pair) {
        int hash = Long.hashCode(pair * 0x9e3779b97f4a7c15L);
        int at = (hash ^ hash >>> 15) & pairs.length - 1;
        while (pairs[at] != 0 && pairs[at] != pair) {
            at = (at + 1) & pairs.length - 1;
        }
        return at;
    }
}
