package dev.winnow.matching;

/**
 * What a pairing is worth: effects that add up to the score of two names.
 *
 * @param name how alike the paired parts are, by weight
 * @param contradicting what each name has and the other has not
 * @param omitted what only one of them has
 * @param distant pairs that are hardly alike
 * @param tooLittle names of several parts that share only one
 * @param abbreviation one is the first letters of the other
 */
record Effects(
        double name,
        double contradicting,
        double omitted,
        double distant,
        double tooLittle,
        double abbreviation) {
    /** Two different words at one place make two names, however much else is equal. */
    private static final double OTHER_WORD = 0.2;

    /** By the square of its share: one part of three is often left out, most of a name is not. */
    private static final double OMISSION = 1.0;

    /** When less than that is shared, by weight, leaving something out costs up to so much more. */
    private static final double ENOUGH = 1.65;

    private static final double MOST_DOUBT = 1.5;

    /** A part that weighs less does not make another name. */
    private static final float LEAST_WORD = 0.25f;

    private static final double DISTANT_BELOW = 0.6;
    private static final double DISTANCE = 0.1;
    private static final double ONE_PART = 0.3;
    private static final double ABBREVIATION = 0.8;

    /** Written twice: that share of its weight is not left out by who writes it once. */
    private static final float REPEATED = 0.9f;

    private static final Effects NONE = new Effects(0, 0, 0, 0, 0, 0);

    static Effects of(NameTokens left, NameTokens right, Pairing pairing) {
        double paired = 0;
        double alike = 0;
        double distant = 0;
        int significantPairs = 0;
        for (int i = 0; i < left.size(); i++) {
            int j = pairing.ofLeft[i];
            if (j >= 0 && !(i > 0 && pairing.joinedLeft[i - 1])) {
                double weight = weight(left, right, pairing, i, j);
                double similar = pairing.alikeness[i];
                paired += weight;
                alike += weight * similar;
                distant += weight * Math.max(0, DISTANT_BELOW - similar);
                boolean significant = left.get(i).significant() || right.get(j).significant();
                boolean joined =
                        pairing.joinedLeft[i] || pairing.joinedRight[j] || pairing.blockLeft[i];
                significantPairs += joined ? 2 : significant ? 1 : 0;
            }
        }
        if (paired == 0) {
            return abbreviated(left, right) ? new Effects(0, 0, 0, 0, 0, ABBREVIATION) : NONE;
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
                -round(DISTANCE * distant),
                -round(tooLittle(left, right, significantPairs) ? ONE_PART : 0),
                0);
    }

    private static double weight(NameTokens left, NameTokens right, Pairing p, int i, int j) {
        if (p.blockLeft[i]) {
            return left.get(i).weight();
        }
        double mine = left.get(i).weight() + (p.joinedLeft[i] ? left.get(i + 1).weight() : 0);
        double theirs = right.get(j).weight() + (p.joinedRight[j] ? right.get(j + 1).weight() : 0);
        return (mine + theirs) / 2;
    }

    private static boolean tooLittle(NameTokens left, NameTokens right, int pairs) {
        int most = Math.max(left.significant(), right.significant());
        return pairs < 2 && most > 1 && persons(left) && persons(right);
    }

    private static boolean persons(NameTokens name) {
        for (int i = 0; i < name.size(); i++) {
            TokenClass type = name.get(i).type();
            if (type == TokenClass.LEGAL_FORM || type == TokenClass.COMPANY_WORD) {
                return false;
            }
        }
        return true;
    }

    /** The share that may be left out by one name for a score of at least that. */
    static double omissionFor(double least) {
        return Math.sqrt(Math.max(0, 1 - least) / OMISSION);
    }

    /**
     * The most that two names can score that share so much weight and have so much to themselves.
     */
    static double bound(double shared, double mine, double theirs, boolean otherWords) {
        double contradicting = Math.min(mine, theirs);
        double omitted = Math.abs(mine - theirs);
        double total = shared + contradicting + omitted;
        double share = omitted / total;
        return 1 - contradicting / total - (otherWords ? OTHER_WORD : 0) - OMISSION * share * share;
    }

    /** PLA for People's Liberation Army; persons are not called so. */
    private static boolean abbreviated(NameTokens left, NameTokens right) {
        return !left.personal()
                && !right.personal()
                && (isAbbreviation(left, right) || isAbbreviation(right, left));
    }

    private static boolean isAbbreviation(NameTokens brief, NameTokens full) {
        if (brief.size() != 1 || brief.get(0).text().length() < 3) {
            return false;
        }
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < full.size(); i++) {
            Token token = full.get(i);
            if (token.significant()) {
                letters.append(token.text().charAt(0));
            }
        }
        return letters.length() > 2 && brief.get(0).text().contentEquals(letters);
    }

    double score() {
        return Math.clamp(
                Feature.round(name + contradicting + omitted + distant + tooLittle + abbreviation),
                0,
                1);
    }

    private static double round(double effect) {
        return Feature.round(effect);
    }

    /**
     * What is left over of a name: its weight, that of repetitions in it, its words that say
     * something.
     */
    private record Rest(double weight, double repeated, int words) {
        static Rest of(NameTokens name, int[] partners) {
            double weight = 0;
            double repeated = 0;
            int words = 0;
            for (int i = 0; i < partners.length; i++) {
                if (partners[i] < 0) {
                    Token token = name.get(i);
                    weight += token.weight();
                    repeated += repeated(name, i) ? token.weight() * REPEATED : 0;
                    words += token.significant() && token.weight() >= LEAST_WORD ? 1 : 0;
                }
            }
            return new Rest(weight, repeated, words);
        }

        private static boolean repeated(NameTokens name, int at) {
            for (int i = 0; i < name.size(); i++) {
                if (i != at && name.get(i).text().equals(name.get(at).text())) {
                    return true;
                }
            }
            return false;
        }
    }
}
