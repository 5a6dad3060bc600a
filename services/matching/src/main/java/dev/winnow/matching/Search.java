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
    private final LeftOver leftOver;
    private final NameIndex.Found found;

    // Names that may be alike without a part that is: in ascending order.
    private final int[] whole;
    private final int[] abbreviated;

    /** How many names are to be scored. */
    private int due;

    Search(NameIndex index, NameTokens name, double least, Scratch scratch, NameIndex.Found found) {
        this.index = index;
        this.asked = new Asked(index, name, scratch);
        this.least = least;
        this.scratch = scratch;
        this.found = found;
        leftOver = new LeftOver(index, name, scratch);
        candidates = new Candidates(index, asked, least, scratch);
        whole = candidates.whole();
        abbreviated = candidates.abbreviated();
    }

    void run() {
        candidates.each(this::consider);
        scoreDue();
        scratch.touched += index.touch(whole, 0, whole.length);
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
        boolean may =
                scratch.cutting.isCut(name)
                        ? candidates.mayReachCut(name)
                        : candidates.mayReach(name);
        if (may && !isIn(whole, name) && !isIn(abbreviated, name)) {
            scratch.due[due++] = name;
            if (due == scratch.due.length) {
                scoreDue();
            }
        }
    }

    /** Some at a time, so that what is far away in memory is waited for together. */
    private void scoreDue() {
        scratch.touched += index.touch(scratch.due, 0, due);
        for (int k = 0; k < due; k++) {
            int name = scratch.due[k];
            answer(name, scratch.cutting.isCut(name) ? joined(name) : score(name));
        }
        due = 0;
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
    private double joined(int name) {
        Pairing pairing = begun(name, -1);
        scratch.cutting.join(pairing, name);
        pairing.pair();
        return Effects.of(asked.side, scratch.side, pairing).score();
    }

    /** Of what may be the same letters, cut into words otherwise. */
    private double rejoined(int name) {
        Pairing pairing = begun(name, -1);
        scratch.cutting.join(pairing, name);
        pairing.pair();
        float alike = leftOver.alike(name);
        if (alike > 0) {
            pairing.takeRest(alike);
        }
        return Effects.of(asked.side, scratch.side, pairing).score();
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
