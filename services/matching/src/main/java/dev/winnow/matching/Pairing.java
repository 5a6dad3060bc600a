package dev.winnow.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Which part of one name goes with which of the other: the most alike pairs first. */
final class Pairing {
    /** Neighbours go together with one word when they are at least so alike. */
    static final float JOINED = 0.85f;

    private static final int LEAST_JOINED = 4;
    private static final float REST = 0.88f;
    private static final int LEAST_REST = 6;

    /** In place of a partner: one of several that go with several. */
    private static final int BLOCK = Integer.MAX_VALUE;

    /** The partner of each part, or −1. */
    final int[] ofLeft;

    final int[] ofRight;

    /** Of each part on the left, with its partner. */
    final float[] alikeness;

    /** Whether the part goes together with the next one as one word. */
    final boolean[] joinedLeft;

    final boolean[] joinedRight;

    /** Whether the part goes, with all others that are left over, with what is left over there. */
    final boolean[] blockLeft;

    private final NameTokens left;
    private final NameTokens right;
    private final float[] sims;
    private final int m;

    Pairing(NameTokens left, NameTokens right, float[] sims, Similarity similarity) {
        this.left = left;
        this.right = right;
        this.sims = sims;
        m = right.size();
        ofLeft = new int[left.size()];
        ofRight = new int[m];
        Arrays.fill(ofLeft, -1);
        Arrays.fill(ofRight, -1);
        alikeness = new float[left.size()];
        joinedLeft = new boolean[left.size()];
        joinedRight = new boolean[m];
        blockLeft = new boolean[left.size()];
        join(similarity);
        for (int best = best(); best >= 0; best = best()) {
            take(best / m, best % m, sims[best]);
        }
        rest(similarity);
    }

    /** What is left over on both sides may be the same letters, cut into words otherwise. */
    private void rest(Similarity similarity) {
        Token mine = rest(left, ofLeft);
        Token theirs = mine == null ? null : rest(right, ofRight);
        if (mine == null || theirs == null) {
            return;
        }
        float alike = similarity.of(mine, theirs);
        if (alike < REST) {
            return;
        }
        int j = 0;
        while (ofRight[j] >= 0) {
            j++;
        }
        for (int i = 0; i < ofLeft.length; i++) {
            if (ofLeft[i] < 0) {
                ofLeft[i] = j;
                alikeness[i] = alike;
                blockLeft[i] = true;
            }
        }
        for (int k = 0; k < m; k++) {
            ofRight[k] = ofRight[k] < 0 ? BLOCK : ofRight[k];
        }
    }

    private static @Nullable Token rest(NameTokens name, int[] partners) {
        Token rest = null;
        int words = 0;
        for (int i = 0; i < partners.length; i++) {
            Token token = name.get(i);
            if (partners[i] < 0 && (isWord(token) || token.type() == TokenClass.HONORIFIC)) {
                rest = rest == null ? token : rest.with(token);
                words++;
            }
        }
        return words > 0 && rest != null && rest.text().length() >= LEAST_REST ? rest : null;
    }

    /** Of equally alike pairs the heavier one, then the first. */
    private int best() {
        int best = -1;
        for (int k = 0; k < sims.length; k++) {
            if (sims[k] > 0 && (best < 0 || better(k, best))) {
                best = k;
            }
        }
        return best;
    }

    private boolean better(int k, int best) {
        return sims[k] > sims[best]
                || (sims[k] == sims[best] && weight(k / m, k % m) > weight(best / m, best % m));
    }

    private float weight(int i, int j) {
        return left.get(i).weight() + right.get(j).weight();
    }

    private void take(int i, int j, float alike) {
        ofLeft[i] = j;
        ofRight[j] = i;
        alikeness[i] = alike;
        for (int k = 0; k < m; k++) {
            sims[i * m + k] = 0;
        }
        for (int k = 0; k < left.size(); k++) {
            sims[k * m + j] = 0;
        }
    }

    private void join(Similarity similarity) {
        for (int i = 0; i + 1 < left.size(); i++) {
            for (int j = 0; j < m; j++) {
                if (joinable(left, i, right, j)) {
                    tryJoin(i, j, true, similarity);
                }
            }
        }
        for (int j = 0; j + 1 < m; j++) {
            for (int i = 0; i < left.size(); i++) {
                if (joinable(right, j, left, i)) {
                    tryJoin(i, j, false, similarity);
                }
            }
        }
    }

    private void tryJoin(int i, int j, boolean onLeft, Similarity similarity) {
        if (ofLeft[i] >= 0 || ofRight[j] >= 0) {
            return;
        }
        int k = onLeft ? i + 1 : j + 1;
        if (onLeft ? ofLeft[k] >= 0 : ofRight[k] >= 0) {
            return;
        }
        Token one = onLeft ? left.get(i).with(left.get(k)) : left.get(i);
        Token other = onLeft ? right.get(j) : right.get(j).with(right.get(k));
        float alike = similarity.of(one, other);
        float apart = Math.max(sims[i * m + j], onLeft ? sims[k * m + j] : sims[i * m + k]);
        if (alike < JOINED || alike <= apart) {
            return;
        }
        take(i, j, alike);
        if (onLeft) {
            joinedLeft[i] = true;
            ofLeft[k] = j;
            alikeness[k] = alike;
            Arrays.fill(sims, k * m, k * m + m, 0);
        } else {
            joinedRight[j] = true;
            ofRight[k] = i;
            for (int row = 0; row < left.size(); row++) {
                sims[row * m + k] = 0;
            }
        }
    }

    /** Worth a closer look: about as long, with the same beginning and end. */
    private static boolean joinable(NameTokens two, int first, NameTokens one, int at) {
        Token a = two.get(first);
        Token b = two.get(first + 1);
        Token whole = one.get(at);
        if (whole.type() != TokenClass.PLAIN || whole.text().length() < LEAST_JOINED) {
            return false;
        }
        int apart = a.text().length() + b.text().length() - whole.text().length();
        String text = whole.text();
        return mayBeOneWord(a, b)
                && Math.abs(apart) <= 2
                && (a.text().charAt(0) == text.charAt(0)
                        || b.text().charAt(b.text().length() - 1)
                                == text.charAt(text.length() - 1));
    }

    /** Whether two neighbours may also be written as one word. */
    static boolean mayBeOneWord(Token a, Token b) {
        return (isWord(a) || a.type() == TokenClass.HONORIFIC)
                && (isWord(b) || b.type() == TokenClass.HONORIFIC)
                && (a.significant() || b.significant())
                && a.text().length() + b.text().length() >= LEAST_JOINED;
    }

    private static boolean isWord(Token token) {
        return token.type() == TokenClass.PLAIN
                || token.type() == TokenClass.COMPANY_WORD
                || token.type() == TokenClass.PARTICLE
                || token.type() == TokenClass.INITIAL;
    }
}
