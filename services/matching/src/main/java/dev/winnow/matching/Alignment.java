package dev.winnow.matching;

import java.util.ArrayList;
import java.util.List;

/**
 * Two names laid side by side: which part goes with which, and what is left over.
 *
 * <p>Each part is paired with at most one of the other name, the most alike first; two neighbours
 * may go together with one word. What is left over on both sides contradicts; what is left over on
 * one side only has been left out by somebody.
 */
public final class Alignment {
    private final NameTokens left;
    private final NameTokens right;
    private final int[] ofLeft;
    private final int[] ofRight;
    private final float[] alikeness;
    private final boolean[] joinedLeft;
    private final boolean[] joinedRight;
    private final Effects effects;

    private Alignment(NameTokens left, NameTokens right, float[] sims, Similarity similarity) {
        this.left = left;
        this.right = right;
        Side mine = Side.of(left);
        Side theirs = Side.of(right);
        Pairing pairing = new Pairing(mine.size, theirs.size);
        pairing.begin(mine, theirs);
        System.arraycopy(sims, 0, pairing.sims, 0, sims.length);
        Joining.joinLeft(
                pairing,
                mine.size,
                theirs.size,
                (i, j) -> Joining.alike(left.get(i), left.get(i + 1), right.get(j), similarity));
        Joining.joinRight(
                pairing,
                mine.size,
                theirs.size,
                (j, i) -> Joining.alike(right.get(j), right.get(j + 1), left.get(i), similarity));
        pairing.pair();
        Joining.rest(left, right, pairing, similarity);
        ofLeft = pairing.ofLeft;
        ofRight = pairing.ofRight;
        alikeness = pairing.alikeness;
        joinedLeft = pairing.joinedLeft;
        joinedRight = pairing.joinedRight;
        Effects paired = Effects.of(mine, theirs, pairing);
        effects =
                paired.name() == 0 && Abbreviations.are(left, right)
                        ? Effects.abbreviated()
                        : paired;
    }

    public static Alignment of(NameTokens left, NameTokens right) {
        Similarity similarity = new Similarity();
        int n = left.size();
        int m = right.size();
        float[] sims = new float[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                sims[i * m + j] = similarity.of(left.get(i), right.get(j));
            }
        }
        return new Alignment(left, right, sims, similarity);
    }

    /**
     * @param sims how alike the parts are, row by row; it is used up
     */
    static Alignment of(NameTokens left, NameTokens right, float[] sims, Similarity similarity) {
        return new Alignment(left, right, sims, similarity);
    }

    /** 0 to 1: how far these are the same name. The sum of the features' effects. */
    public double score() {
        return effects.score();
    }

    /** What made the score; effects of zero are left out, but for the first. */
    public List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        features.add(Feature.of("name", effects.name(), pairs()));
        add(features, "contradictingParts", effects.contradicting(), unpaired());
        add(features, "omittedParts", effects.omitted(), unpaired());
        add(
                features,
                "tooLittleInCommon",
                effects.tooLittle(),
                "one part alone does not make a name");
        add(features, "abbreviation", effects.abbreviation(), "the other's first letters");
        return features;
    }

    private static void add(List<Feature> to, String name, double effect, String detail) {
        if (Feature.round(effect) != 0) {
            to.add(Feature.of(name, effect, detail));
        }
    }

    private String pairs() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (ofLeft[i] >= 0 && !(i > 0 && joinedLeft[i - 1])) {
                String mine = left.get(i).text() + (joinedLeft[i] ? left.get(i + 1).text() : "");
                int j = ofLeft[i];
                String theirs =
                        right.get(j).text() + (joinedRight[j] ? right.get(j + 1).text() : "");
                pairs.add(
                        alikeness[i] == 1
                                ? mine
                                : mine + "~" + theirs + " " + Feature.round(alikeness[i]));
            }
        }
        return String.join(", ", pairs);
    }

    private String unpaired() {
        return "asked: " + rest(left, ofLeft) + "; listed: " + rest(right, ofRight);
    }

    private static String rest(NameTokens name, int[] partners) {
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < name.size(); i++) {
            if (partners[i] < 0) {
                rest.add(name.get(i).text());
            }
        }
        return rest.isEmpty() ? "-" : String.join(" ", rest);
    }
}
