package dev.winnow.matching;

import java.util.Arrays;

/**
 * One question to a {@link NameIndex}. First the parts of the index that are like a part of the
 * question ({@link Neighbourhood}); then the names that have enough of them ({@link Candidates}),
 * which are scored.
 */
final class Search {
    private final NameIndex index;
    private final Asked asked;
    private final double least;
    private final Scratch scratch;
    private final Candidates candidates;
    private final NameIndex.Found found;

    // Names that may be alike without a part that is: in ascending order.
    private final int[] whole;
    private final int[] abbreviated;

    Search(NameIndex index, NameTokens name, double least, Scratch scratch, NameIndex.Found found) {
        this.index = index;
        this.asked = new Asked(index, name, scratch);
        this.least = least;
        this.scratch = scratch;
        this.found = found;
        candidates = new Candidates(index, asked, least, scratch);
        whole = candidates.whole();
        abbreviated = candidates.abbreviated();
    }

    void run() {
        candidates.each(this::consider);
        for (int name : whole) {
            if (!isIn(abbreviated, name)) {
                answer(name, rejoined(name));
            }
        }
        for (int name : abbreviated) {
            answer(name, asked.with(name, scratch.similarity).score());
        }
    }

    private void consider(int name) {
        if (isIn(whole, name) || isIn(abbreviated, name)) {
            return;
        }
        if (scratch.cutting.isCut(name)) {
            if (candidates.mayReachCut(name)) {
                answer(name, joined(name).score());
            }
        } else if (candidates.mayReach(name)) {
            answer(name, score(name));
        }
    }

    private static boolean isIn(int[] names, int name) {
        return names.length > 0 && Arrays.binarySearch(names, name) >= 0;
    }

    private void answer(int name, double score) {
        if (score >= least && score > 0) {
            found.accept(name, score);
        }
    }

    private double score(int name) {
        Pairing pairing = begun(name, candidates.partsOf(name));
        pairing.pair();
        return Effects.of(asked.side, scratch.side, pairing).score();
    }

    /** Of a name that may be cut into words otherwise. */
    private Effects joined(int name) {
        Pairing pairing = begun(name, -1);
        scratch.cutting.join(pairing, name);
        pairing.pair();
        return Effects.of(asked.side, scratch.side, pairing);
    }

    /** Of what may be the same letters, cut into words otherwise. */
    private double rejoined(int name) {
        Effects effects = joined(name);
        if (!Joining.mayBeRest(leftOver(), leftOver(name))) {
            return effects.score();
        }
        Joining.restOfSame(asked.name, asked.tokens(name), scratch.pairing, scratch.similarity);
        return Effects.of(asked.side, scratch.side, scratch.pairing).score();
    }

    /** How many words of the question have no partner. */
    private int leftOver() {
        int words = 0;
        for (int i = 0; i < asked.size(); i++) {
            boolean free = scratch.pairing.ofLeft[i] < 0;
            words += free && Joining.isWord(asked.name.get(i).type()) ? 1 : 0;
        }
        return words;
    }

    private int leftOver(int name) {
        int words = 0;
        int from = index.nameStarts[name];
        for (int j = 0; j < index.nameStarts[name + 1] - from; j++) {
            boolean free = scratch.pairing.ofRight[j] < 0;
            words += free && Joining.isWord(index.vocabulary.type(index.parts[from + j])) ? 1 : 0;
        }
        return words;
    }

    /**
     * Side by side, and nothing paired yet.
     *
     * @param parts a bit for each finder that the name has
     */
    private Pairing begun(int name, int parts) {
        Pairing pairing = scratch.pairing;
        scratch.side.take(index, name);
        pairing.begin(asked.side, scratch.side);
        sims(name, parts, pairing.sims);
        return pairing;
    }

    /** Row by row; the rows of finders that the name has not stay at 0. */
    private void sims(int name, int parts, float[] sims) {
        int from = index.nameStarts[name];
        int m = index.nameStarts[name + 1] - from;
        int[] finders = asked.finders;
        int f = 0;
        for (int i = 0; i < asked.size(); i++) {
            boolean finder = f < finders.length && finders[f] == i;
            boolean has = !finder || (parts >> f & 1) != 0;
            for (int j = 0; j < m; j++) {
                sims[i * m + j] = has ? asked.alike(i, index.parts[from + j]) : 0;
            }
            f += finder ? 1 : 0;
        }
    }
}
