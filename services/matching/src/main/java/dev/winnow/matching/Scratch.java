package dev.winnow.matching;

/** Working memory of one question after the other. Not thread-safe. */
final class Scratch {
    /**
     * Of each name, a bit for each finding part of the question that it has. Zeroed by who uses it.
     */
    final byte[] met;

    final NameIndex.Ints touched = new NameIndex.Ints();

    /** Names that are perhaps the question, cut into words otherwise. */
    final NameIndex.Ints whole = new NameIndex.Ints();

    final NameIndex.Ints candidates = new NameIndex.Ints();
    final Similarity similarity = new Similarity();
    final Side side = new Side();

    /** A bit for each part of the index that is a candidate already. */
    private final long[] seen;

    Scratch(int names, int parts) {
        met = new byte[names];
        seen = new long[(parts >>> 6) + 1];
    }

    /** Takes a part, unless it is there already. */
    void candidate(int id) {
        long bit = 1L << id;
        if ((seen[id >>> 6] & bit) == 0) {
            seen[id >>> 6] |= bit;
            candidates.add(id);
        }
    }

    void forgetCandidates() {
        for (int k = 0; k < candidates.size(); k++) {
            seen[candidates.get(k) >>> 6] = 0;
        }
    }
}
