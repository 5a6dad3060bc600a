package dev.winnow.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * Two names laid side by side: which part goes with which, and what is left over.
 *
 * <p>Each part is paired with at most one of the other name, the most alike first. What is left
 * over on both sides contradicts; what is left over on one side only has been left out by somebody.
 * The parts are sorted, so that the order in which they were written has no influence.
 */
public final class Alignment {
    /** What it costs, by weight, when each name has parts that the other has not. */
    private static final double CONTRADICTION = 1.0;

    /** What it costs, by weight, when one name has parts that the other leaves out. */
    private static final double OMISSION = 0.4;

    /** What it costs when two names of several parts share only one. */
    private static final double ONE_PART = 0.2;

    private final NameTokens left;
    private final NameTokens right;
    private final int[] partner;
    private final double[] similarity;
    private double paired;
    private double alike;
    private int significantPairs;
    private int exactPairs;

    private Alignment(NameTokens left, NameTokens right) {
        this.left = left;
        this.right = right;
        partner = new int[left.size()];
        similarity = new double[left.size()];
    }

    public static Alignment of(NameTokens left, NameTokens right) {
        Alignment alignment = new Alignment(left, right);
        alignment.pair();
        return alignment;
    }

    private void pair() {
        int n = left.size();
        int m = right.size();
        double[] all = new double[n * m];
        for (int i = 0; i < n; i++) {
            partner[i] = -1;
            for (int j = 0; j < m; j++) {
                all[i * m + j] = TokenSimilarity.of(left.get(i), right.get(j));
            }
        }
        for (int best = best(all); best >= 0; best = best(all)) {
            take(best / m, best % m, all[best]);
            clear(all, best / m, best % m);
        }
    }

    /** Of equally alike pairs the heavier one, then the first. */
    private int best(double[] all) {
        int best = -1;
        for (int k = 0; k < all.length; k++) {
            if (all[k] > 0 && (best < 0 || better(all, k, best))) {
                best = k;
            }
        }
        return best;
    }

    private boolean better(double[] all, int k, int best) {
        return all[k] > all[best]
                || (all[k] == all[best]
                        && pairWeight(k / right.size(), k % right.size())
                                > pairWeight(best / right.size(), best % right.size()));
    }

    private double pairWeight(int i, int j) {
        return (left.get(i).weight() + right.get(j).weight()) / 2;
    }

    private void take(int i, int j, double alikeness) {
        partner[i] = j;
        similarity[i] = alikeness;
        paired += pairWeight(i, j);
        alike += pairWeight(i, j) * alikeness;
        boolean significant = left.get(i).significant() && right.get(j).significant();
        significantPairs += significant ? 1 : 0;
        exactPairs += significant && alikeness == 1 ? 1 : 0;
    }

    private void clear(double[] all, int i, int j) {
        int m = right.size();
        for (int k = 0; k < m; k++) {
            all[i * m + k] = 0;
        }
        for (int k = 0; k < left.size(); k++) {
            all[k * m + j] = 0;
        }
    }

    /** 0 to 1: how far these are the same name. The sum of the features' effects. */
    public double score() {
        double sum = 0;
        for (double effect : effects()) {
            sum += Feature.round(effect);
        }
        return Math.clamp(sum, 0, 1);
    }

    /** What made the score; effects of zero are left out, but for the first. */
    public List<Feature> features() {
        double[] effects = effects();
        List<Feature> features = new ArrayList<>();
        features.add(Feature.of("name", effects[0], pairs()));
        add(features, "contradictingParts", effects[1], unpaired());
        add(features, "omittedParts", effects[2], unpaired());
        add(features, "tooLittleInCommon", effects[3], "one part alone does not make a name");
        return features;
    }

    private static void add(List<Feature> to, String name, double effect, String detail) {
        if (Feature.round(effect) != 0) {
            to.add(Feature.of(name, effect, detail));
        }
    }

    /** How alike the paired parts are; contradictions; omissions; one part only. */
    private double[] effects() {
        if (paired == 0) {
            return new double[4];
        }
        double leftOver = left.weight() - pairedWeight(left, true);
        double rightOver = right.weight() - pairedWeight(right, false);
        double contradicting = Math.min(leftOver, rightOver);
        double omitted = Math.abs(leftOver - rightOver);
        double total = paired + contradicting + omitted;
        return new double[] {
            alike / paired,
            -CONTRADICTION * contradicting / total,
            -OMISSION * omitted / total,
            tooLittle() ? -ONE_PART : 0
        };
    }

    /** A name of one significant part must be met exactly, and nothing else beside it. */
    private boolean tooLittle() {
        int most = Math.max(left.significant(), right.significant());
        if (Math.min(left.significant(), right.significant()) < 2) {
            return exactPairs < most;
        }
        return significantPairs < 2;
    }

    private double pairedWeight(NameTokens side, boolean isLeft) {
        double sum = 0;
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] >= 0) {
                sum += side.get(isLeft ? i : partner[i]).weight();
            }
        }
        return sum;
    }

    private String pairs() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] >= 0) {
                String mine = left.get(i).text();
                String theirs = right.get(partner[i]).text();
                pairs.add(
                        similarity[i] == 1
                                ? mine
                                : mine + "~" + theirs + " " + Feature.round(similarity[i]));
            }
        }
        return String.join(", ", pairs);
    }

    private String unpaired() {
        List<String> mine = new ArrayList<>();
        boolean[] taken = new boolean[right.size()];
        for (int i = 0; i < partner.length; i++) {
            if (partner[i] < 0) {
                mine.add(left.get(i).text());
            } else {
                taken[partner[i]] = true;
            }
        }
        List<String> theirs = new ArrayList<>();
        for (int j = 0; j < taken.length; j++) {
            if (!taken[j]) {
                theirs.add(right.get(j).text());
            }
        }
        return "asked: "
                + (mine.isEmpty() ? "-" : String.join(" ", mine))
                + "; listed: "
                + (theirs.isEmpty() ? "-" : String.join(" ", theirs));
    }
}
