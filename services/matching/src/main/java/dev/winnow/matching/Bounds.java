package dev.winnow.matching;

/**
 * Whether a name that has some of a question's parts can reach a score at all: upper bounds from
 * the parts' weights alone, made once for each question. Immutable.
 */
final class Bounds {
    private final boolean[] enough;
    private final boolean[] enoughOfOther;

    /**
     * @param finders the parts that are looked for; all others count as if every name had them
     * @param heaviest what weighs the most that one of them can go with
     */
    Bounds(NameTokens asked, Side parts, int[] finders, double least, float heaviest) {
        enough = new boolean[1 << finders.length];
        enoughOfOther = new boolean[enough.length];
        for (int some = 1; some < enough.length; some++) {
            double paired = 0;
            double missing = 0;
            int f = 0;
            for (int i = 0; i < asked.size(); i++) {
                float weight = parts.weights[i];
                boolean finder = f < finders.length && finders[f] == i;
                if (!finder || (some & 1 << f) != 0) {
                    paired += (weight + Math.max(weight, heaviest)) / 2;
                } else {
                    missing += parts.repeated[i] ? weight * (1 - Effects.REPEATED) : weight;
                }
                f += finder ? 1 : 0;
            }
            enough[some] = Effects.most(paired, missing) >= least;
            enoughOfOther[some] =
                    enough[some]
                            && (asked.significant() == 0
                                    || missing == 0
                                    || Effects.mostOfOther(paired, missing) >= least);
        }
    }

    /**
     * @param some a bit for each of the finders that the name has
     * @param other whether the name has also a word that is none of them
     */
    boolean allow(int some, boolean other) {
        return (other ? enoughOfOther : enough)[some];
    }
}
