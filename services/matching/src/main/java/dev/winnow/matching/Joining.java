package dev.winnow.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Words of one name that are otherwise cut in the other: two neighbours that are one word, and
 * whole names that are the same letters.
 */
final class Joining {
    /** Neighbours go together with one word when they are at least so alike. */
    static final float JOINED = 0.85f;

    static final int LEAST_JOINED = 4;
    private static final float REST = 0.88f;
    private static final int LEAST_REST = 6;

    /** What is left over differs by so many letters at most. */
    private static final int MOST_APART = 4;

    private final NameTokens left;
    private final NameTokens right;
    private final Pairing pairing;
    private final Similarity similarity;

    Joining(NameTokens left, NameTokens right, Pairing pairing, Similarity similarity) {
        this.left = left;
        this.right = right;
        this.pairing = pairing;
        this.similarity = similarity;
    }

    /** Before words are paired one with one. */
    void join() {
        for (int i = 0; i + 1 < left.size(); i++) {
            for (int j = 0; j < right.size(); j++) {
                if (joinable(left, i, right, j)) {
                    tryJoin(i, j, true);
                }
            }
        }
        for (int j = 0; j + 1 < right.size(); j++) {
            for (int i = 0; i < left.size(); i++) {
                if (joinable(right, j, left, i)) {
                    tryJoin(i, j, false);
                }
            }
        }
    }

    private void tryJoin(int i, int j, boolean onLeft) {
        int[] ofLeft = pairing.ofLeft;
        int[] ofRight = pairing.ofRight;
        if (ofLeft[i] >= 0 || ofRight[j] >= 0) {
            return;
        }
        int k = onLeft ? i + 1 : j + 1;
        if (onLeft ? ofLeft[k] >= 0 : ofRight[k] >= 0) {
            return;
        }
        Token two = onLeft ? left.get(i).with(left.get(k)) : right.get(j).with(right.get(k));
        Token one = onLeft ? right.get(j) : left.get(i);
        float alike = similarity.joined(two, one);
        int m = right.size();
        float[] sims = pairing.sims;
        float apart = Math.max(sims[i * m + j], onLeft ? sims[k * m + j] : sims[i * m + k]);
        if (alike < JOINED || alike <= apart) {
            return;
        }
        pairing.take(i, j, alike);
        if (onLeft) {
            pairing.joinedLeft[i] = true;
            ofLeft[k] = j;
            pairing.alikeness[k] = alike;
            Arrays.fill(sims, k * m, k * m + m, 0);
        } else {
            pairing.joinedRight[j] = true;
            ofRight[k] = i;
            pairing.leaveOut(k);
        }
    }

    /** Worth a closer look: about as long, with the same beginning or end. */
    private static boolean joinable(NameTokens two, int first, NameTokens one, int at) {
        return joinable(two.get(first), two.get(first + 1), one.get(at));
    }

    static boolean joinable(Token a, Token b, Token whole) {
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
        return isWord(a)
                && isWord(b)
                && (a.significant() || b.significant())
                && a.text().length() + b.text().length() >= LEAST_JOINED;
    }

    private static boolean isWord(Token token) {
        return token.type() == TokenClass.PLAIN
                || token.type() == TokenClass.COMPANY_WORD
                || token.type() == TokenClass.PARTICLE
                || token.type() == TokenClass.INITIAL
                || token.type() == TokenClass.HONORIFIC;
    }

    /**
     * After words have been paired: what is left over on both sides may be the same letters, cut
     * into words otherwise, when the whole names share a key of {@link Keys#joined}.
     */
    void rest() {
        Rest mine = Rest.of(left, pairing.ofLeft);
        Rest theirs = Rest.of(right, pairing.ofRight);
        if (mine.words == 0
                || theirs.words == 0
                || mine.words + theirs.words == 2
                || Math.abs(mine.length - theirs.length) > MOST_APART
                || !sameWhole()) {
            return;
        }
        Token one = word(left, pairing.ofLeft);
        Token other = word(right, pairing.ofRight);
        if (one == null || other == null) {
            return;
        }
        float alike = similarity.of(one, other);
        if (alike >= REST) {
            takeRest(alike);
        }
    }

    private void takeRest(float alike) {
        int j = 0;
        while (pairing.ofRight[j] >= 0) {
            j++;
        }
        for (int i = 0; i < left.size(); i++) {
            if (pairing.ofLeft[i] < 0) {
                pairing.ofLeft[i] = j;
                pairing.alikeness[i] = alike;
                pairing.blockLeft[i] = true;
            }
        }
        for (int k = 0; k < right.size(); k++) {
            pairing.ofRight[k] = pairing.ofRight[k] < 0 ? Pairing.BLOCK : pairing.ofRight[k];
        }
    }

    /** The words that have no partner. */
    private record Rest(int words, int length) {
        static Rest of(NameTokens name, int[] partners) {
            int words = 0;
            int length = 0;
            for (int i = 0; i < partners.length; i++) {
                if (partners[i] < 0 && isWord(name.get(i))) {
                    words++;
                    length += name.get(i).folded().length();
                }
            }
            return new Rest(words, length);
        }
    }

    private boolean sameWhole() {
        Token mine = whole(left);
        Token theirs = whole(right);
        return mine != null && theirs != null && Keys.joinedShared(mine.folded(), theirs.folded());
    }

    /** All words of a name, written as one; null when that is nothing to speak of. */
    static @Nullable Token whole(NameTokens name) {
        int[] nobody = new int[name.size()];
        Arrays.fill(nobody, -1);
        return word(name, nobody);
    }

    private static @Nullable Token word(NameTokens name, int[] partners) {
        Token word = null;
        for (int i = 0; i < partners.length; i++) {
            Token token = name.get(i);
            if (partners[i] < 0 && isWord(token)) {
                word = word == null ? token : word.with(token);
            }
        }
        return word != null && word.text().length() >= LEAST_REST ? word : null;
    }
}
