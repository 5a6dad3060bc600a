package dev.winnow.matching;

import java.util.Arrays;

/** Which part of one name goes with which of the other: the most alike pairs first. */
final class Pairing {
    /** In place of a partner: one of several that go with several. */
    static final int BLOCK = Integer.MAX_VALUE;

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

    /** How alike the parts are, row by row; 0 once one of the two has a partner. */
    final float[] sims;

    private final Side left;
    private final Side right;
    private final int m;

    /**
     * Nobody has a partner yet.
     *
     * @param sims is used up
     */
    Pairing(Side left, Side right, float[] sims) {
        this.left = left;
        this.right = right;
        this.sims = sims;
        m = right.size;
        ofLeft = new int[left.size];
        ofRight = new int[m];
        Arrays.fill(ofLeft, -1);
        Arrays.fill(ofRight, -1);
        alikeness = new float[left.size];
        joinedLeft = new boolean[left.size];
        joinedRight = new boolean[m];
        blockLeft = new boolean[left.size];
    }

    /** Pairs what has no partner yet, as far as it is alike. */
    void pair() {
        for (int best = best(); best >= 0; best = best()) {
            take(best / m, best % m, sims[best]);
        }
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
        return left.weights[i] + right.weights[j];
    }

    void take(int i, int j, float alike) {
        ofLeft[i] = j;
        ofRight[j] = i;
        alikeness[i] = alike;
        Arrays.fill(sims, i * m, i * m + m, 0);
        leaveOut(j);
    }

    /** Nobody else is paired with that part on the right. */
    void leaveOut(int j) {
        for (int k = j; k < sims.length; k += m) {
            sims[k] = 0;
        }
    }
}
