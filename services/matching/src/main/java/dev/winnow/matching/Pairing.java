package dev.winnow.matching;

import java.util.Arrays;

/**
 * Which part of one name goes with which of the other: the most alike pairs first. In arrays that
 * are used again for the next two names. Not thread-safe.
 */
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

    private Side left = new Side();
    private Side right = left;
    private int m;
    private int cells;

    /** For names of so many parts at most. */
    Pairing(int mostLeft, int mostRight) {
        ofLeft = new int[mostLeft];
        ofRight = new int[mostRight];
        alikeness = new float[mostLeft];
        joinedLeft = new boolean[mostLeft];
        joinedRight = new boolean[mostRight];
        blockLeft = new boolean[mostLeft];
        sims = new float[mostLeft * mostRight];
    }

    /** Nobody has a partner yet; how alike they are is to be written into {@link #sims}. */
    void begin(Side ofLeftName, Side ofRightName) {
        left = ofLeftName;
        right = ofRightName;
        int n = left.size;
        m = right.size;
        cells = n * m;
        Arrays.fill(ofLeft, 0, n, -1);
        Arrays.fill(ofRight, 0, m, -1);
        Arrays.fill(joinedLeft, 0, n, false);
        Arrays.fill(joinedRight, 0, m, false);
        Arrays.fill(blockLeft, 0, n, false);
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
        for (int k = 0; k < cells; k++) {
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

    boolean isFree(int i, int j) {
        return ofLeft[i] < 0 && ofRight[j] < 0;
    }

    float mostAlike(int i, int j, int k, int l) {
        return Math.max(sims[i * m + j], sims[k * m + l]);
    }

    /** That part on the left and the next one go with one on the right. */
    void takeTwoLeft(int i, int j, float alike) {
        take(i, j, alike);
        joinedLeft[i] = true;
        ofLeft[i + 1] = j;
        alikeness[i + 1] = alike;
        Arrays.fill(sims, (i + 1) * m, (i + 1) * m + m, 0);
    }

    /** That part on the right and the next one go with one on the left. */
    void takeTwoRight(int i, int j, float alike) {
        take(i, j, alike);
        joinedRight[j] = true;
        ofRight[j + 1] = i;
        leaveOut(j + 1);
    }

    /** All that have no partner on the left go with all that have none on the right. */
    void takeRest(float alike) {
        int j = 0;
        while (ofRight[j] >= 0) {
            j++;
        }
        for (int i = 0; i < left.size; i++) {
            if (ofLeft[i] < 0) {
                ofLeft[i] = j;
                alikeness[i] = alike;
                blockLeft[i] = true;
            }
        }
        for (int k = 0; k < right.size; k++) {
            ofRight[k] = ofRight[k] < 0 ? BLOCK : ofRight[k];
        }
    }

    private void take(int i, int j, float alike) {
        ofLeft[i] = j;
        ofRight[j] = i;
        alikeness[i] = alike;
        Arrays.fill(sims, i * m, i * m + m, 0);
        leaveOut(j);
    }

    /** Nobody else is paired with that part on the right. */
    private void leaveOut(int j) {
        for (int k = j; k < cells; k += m) {
            sims[k] = 0;
        }
    }
}
