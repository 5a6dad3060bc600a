package dev.winnow.matching;

/** Working memory of one question after the other. Not thread-safe. */
final class Scratch {
    /** So many names are looked at together. */
    static final int TOGETHER = 128;

    final NameIndex.Ints candidates = new NameIndex.Ints();
    final Similarity similarity = new Similarity();
    final Side side = new Side();
    final Pairing pairing = new Pairing(NameTokens.MOST, NameTokens.MOST);
    final Meeting meeting;
    final Cutting cutting;

    /** Names to be scored. */
    final int[] due = new int[TOGETHER];

    /** What {@link NameIndex#touch} and the like return. */
    int touched;

    /** Names with a part that is very much like one of the question. */
    final long[] close;

    /** Names with one of some parts. */
    final long[] any;

    /** Names with several of them. */
    final long[] twice;

    /** A bit for each part of the index that is a candidate already. */
    private final long[] seen;

    Scratch(NameIndex index) {
        meeting = new Meeting(index.size());
        cutting = new Cutting(index);
        close = new long[Meeting.wordsFor(index.size())];
        any = new long[close.length];
        twice = new long[close.length];
        seen = new long[(index.vocabulary.size() >>> 6) + 1];
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
