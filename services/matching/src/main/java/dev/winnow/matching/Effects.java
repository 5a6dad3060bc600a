package dev.winnow.matching;

/**
 * What a pairing is worth: effects that add up to the score of two names.
 *
 * @param name how alike the paired parts are, by weight
 * @param contradicting what each name has and the other has not
 * @param omitted what only one of them has
 * @param tooLittle names of several parts that share only one
 * @param abbreviation one is the first letters of the other
 */
record Effects(
        double name, double contradicting, double omitted, double tooLittle, double abbreviation) {
    /** Two different words at one place make two names, however much else is equal. */
    private static final double OTHER_WORD = 0.2;

    /** By the square of its share: one part of three is often left out, most of a name is not. */
    private static final double OMISSION = 1.0;

    /** When less than that is shared, by weight, leaving something out costs up to so much more. */
    private static final double ENOUGH = 1.65;

    private static final double MOST_DOUBT = 1.5;

    /** A part that weighs less does not make another name. */
    static final float LEAST_WORD = 0.25f;

    private static final double ONE_PART = 0.3;
    static final double MOST_OF_ONE_PART = 1 - ONE_PART;
    private static final double ABBREVIATION = 0.8;

    /** Written twice: that share of its weight is not left out by who writes it once. */
    static final float REPEATED = 0.9f;

    private static final Effects NONE = new Effects(0, 0, 0, 0, 0);

    /** Nothing has a partner, but one name is the first letters of the other. */
    static Effects abbreviated() {
        return new Effects(0, 0, 0, 0, ABBREVIATION);
    }

    static Effects of(Side left, Side right, Pairing pairing) {
        double paired = 0;
        double alike = 0;
        int significantPairs = 0;
        for (int i = 0; i < left.size; i++) {
            int j = pairing.ofLeft[i];
            if (j >= 0 && !(i > 0 && pairing.joinedLeft[i - 1])) {
                double weight = weight(left, right, pairing, i, j);
                paired += weight;
                alike += weight * pairing.alikeness[i];
                boolean joined =
                        pairing.joinedLeft[i] || pairing.joinedRight[j] || pairing.blockLeft[i];
                boolean significant = left.significant[i] || right.significant[j];
                significantPairs += joined ? 2 : significant ? 1 : 0;
            }
        }
        if (paired == 0) {
            return NONE;
        }
        Rest mine = Rest.of(left, pairing.ofLeft);
        Rest theirs = Rest.of(right, pairing.ofRight);
        double contradicting = Math.min(mine.weight, theirs.weight);
        double omitted =
                contradicting > 0
                        ? Math.abs(mine.weight - theirs.weight)
                        : mine.weight - mine.repeated + theirs.weight - theirs.repeated;
        double total = paired + contradicting + omitted;
        double share = omitted / total;
        return new Effects(
                round(alike / paired),
                -round(
                        contradicting / total
                                + OTHER_WORD * Math.min(1, Math.min(mine.words, theirs.words))),
                -round(OMISSION * share * share * Math.clamp(ENOUGH / paired, 1, MOST_DOUBT)),
                -round(tooLittle(left, right, significantPairs) ? ONE_PART : 0),
                0);
    }

    private static double weight(Side left, Side right, Pairing p, int i, int j) {
        if (p.blockLeft[i]) {
            return left.weights[i];
        }
        double mine = left.weights[i] + (p.joinedLeft[i] ? left.weights[i + 1] : 0);
        double theirs = right.weights[j] + (p.joinedRight[j] ? right.weights[j + 1] : 0);
        return (mine + theirs) / 2;
    }

    private static boolean tooLittle(Side left, Side right, int pairs) {
        int most = Math.max(left.words, right.words);
        return pairs < 2 && most > 1 && left.ofPerson && right.ofPerson;
    }

    /**
     * The most that two names can score of which one lacks so much that the other has.
     *
     * @param paired at most that is common to them, by weight
     */
    static double most(double paired, double missing) {
        double share = missing / (paired + missing);
        return 1 - OMISSION * share * share * Math.clamp(ENOUGH / paired, 1, MOST_DOUBT);
    }

    /**
     * As {@link #most}, when the other name has at least one more word in place of what is missing.
     */
    static double mostOfOther(double paired, double missing) {
        return 1 - Math.min(missing, LEAST_WORD) / (paired + missing) - OTHER_WORD;
    }

    double score() {
        return Math.clamp(
                Feature.round(name + contradicting + omitted + tooLittle + abbreviation), 0, 1);
    }

    private static double round(double effect) {
        return Feature.round(effect);
    }

    /**
     * What is left over of a name: its weight, that of repetitions in it, its words that say
     * something.
     */
    private record Rest(double weight, double repeated, int words) {
        static Rest of(Side name, int[] partners) {
            double weight = 0;
            double repeated = 0;
            int words = 0;
            for (int i = 0; i < name.size; i++) {
                if (partners[i] < 0) {
                    float own = name.weights[i];
                    weight += own;
                    repeated += name.repeated[i] ? own * REPEATED : 0;
                    words += name.significant[i] && own >= LEAST_WORD ? 1 : 0;
                }
            }
            return new Rest(weight, repeated, words);
        }
    }
}
