package dev.winnow.matching;

/**
 * Whether a name that has some of a question's parts can reach a score at all: upper bounds from
 * the parts' weights alone, made once for each question. Immutable.
 */
final class Bounds {
    /** More words than that beside the question's are as many. */
    private static final int MOST_MORE = 3;

    private final boolean[] enough;

    /**
     * @param asked what does not find names in it counts as if every name had it
     * @param heaviest what weighs the most that one of them can go with
     */
    Bounds(Asked asked, double least, float heaviest) {
        Side parts = asked.side;
        int[] finders = asked.finders;
        enough = new boolean[1 << finders.length << 3];
        for (int some = 1; some < 1 << finders.length; some++) {
            double paired = 0;
            double missing = 0;
            boolean missesWord = false;
            int f = 0;
            for (int i = 0; i < asked.size(); i++) {
                float weight = parts.weights[i];
                boolean finder = f < finders.length && finders[f] == i;
                if (!finder || (some & 1 << f) != 0) {
                    paired += (weight + Math.max(weight, heaviest)) / 2;
                } else {
                    missing += parts.repeated[i] ? weight * (1 - Effects.REPEATED) : weight;
                    missesWord |= parts.significant[i] && weight >= Effects.LEAST_WORD;
                }
                f += finder ? 1 : 0;
            }
            double most = Effects.most(paired, missing);
            double mostOfOther =
                    missesWord ? Math.min(most, Effects.mostOfOther(paired, missing)) : most;
            for (int heavy = 0; heavy <= MOST_MORE; heavy++) {
                double beside = heavy * (double) NameFacts.HEAVY;
                double with = missing == 0 ? Effects.most(paired, beside) : most;
                enough[at(some, 0, heavy)] = with >= least;
                enough[at(some, 1, heavy)] = Math.min(with, mostOfOther) >= least;
            }
        }
    }

    private static int at(int some, int more, int heavy) {
        return some << 3 | Math.clamp(more, 0, 1) << 2 | Math.clamp(heavy, 0, MOST_MORE);
    }

    /**
     * @param some a bit for each of the finders that the name has
     * @param more how many words the name has at least that are none of them; 0 or less for none
     * @param heavy how many of these weigh {@link NameFacts#HEAVY}
     */
    boolean allow(int some, int more, int heavy) {
        return enough[at(some, more, heavy)];
    }
}
