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

    /** Two neighbours may have so many letters more or less than the word. */
    static final int MOST_MORE = 2;

    /** What is left over is the same when it is at least so alike. */
    static final float REST = 0.88f;

    private static final int LEAST_REST = 6;

    /** What is left over differs by so many letters at most. */
    static final int MOST_APART = 4;

    /** How alike two neighbours of one name, as one word, are to a word of the other. */
    @FunctionalInterface
    interface AsOne {
        /** 0 where they are no one word. */
        float alike(int first, int one);
    }

    private Joining() {}

    /**
     * Before words are paired one with one.
     *
     * @param n how many parts there are on the left
     * @param m how many on the right
     */
    static void joinLeft(Pairing pairing, int n, int m, AsOne two) {
        for (int i = 0; i + 1 < n; i++) {
            for (int j = 0; j < m; j++) {
                if (pairing.isFree(i, j) && pairing.ofLeft[i + 1] < 0) {
                    float alike = two.alike(i, j);
                    if (alike >= JOINED && alike > pairing.mostAlike(i, j, i + 1, j)) {
                        pairing.takeTwoLeft(i, j, alike);
                    }
                }
            }
        }
    }

    /** As {@link #joinLeft}, and after it. */
    static void joinRight(Pairing pairing, int n, int m, AsOne two) {
        for (int j = 0; j + 1 < m; j++) {
            for (int i = 0; i < n; i++) {
                if (pairing.isFree(i, j) && pairing.ofRight[j + 1] < 0) {
                    float alike = two.alike(j, i);
                    if (alike >= JOINED && alike > pairing.mostAlike(i, j, i, j + 1)) {
                        pairing.takeTwoRight(i, j, alike);
                    }
                }
            }
        }
    }

    /** How alike two neighbours are to a word; 0 unless it is worth a closer look. */
    static float alike(Token a, Token b, Token whole, Similarity similarity) {
        return joinable(a, b, whole) ? similarity.joined(a.with(b), whole) : 0;
    }

    /** Worth a closer look: about as long, with the same beginning or end. */
    static boolean joinable(Token a, Token b, Token whole) {
        if (whole.type() != TokenClass.PLAIN || whole.text().length() < LEAST_JOINED) {
            return false;
        }
        int apart = a.text().length() + b.text().length() - whole.text().length();
        String text = whole.text();
        return mayBeOneWord(a, b)
                && Math.abs(apart) <= MOST_MORE
                && (a.text().charAt(0) == text.charAt(0)
                        || b.text().charAt(b.text().length() - 1)
                                == text.charAt(text.length() - 1));
    }

    /** Whether a letter may be the one that another, in bytes, begins or ends with. */
    static boolean mayBe(char letter, char inBytes) {
        return letter == inBytes || inBytes >= 0x80;
    }

    /** Whether two neighbours may also be written as one word. */
    static boolean mayBeOneWord(Token a, Token b) {
        return isWord(a)
                && isWord(b)
                && (a.significant() || b.significant())
                && a.text().length() + b.text().length() >= LEAST_JOINED;
    }

    private static boolean isWord(Token token) {
        return isWord(token.type());
    }

    static boolean isWord(TokenClass type) {
        return type == TokenClass.PLAIN
                || type == TokenClass.COMPANY_WORD
                || type == TokenClass.PARTICLE
                || type == TokenClass.INITIAL
                || type == TokenClass.HONORIFIC;
    }

    /** Whether {@link #rest} may find something where so many words are left over on each side. */
    static boolean mayBeRest(int mine, int theirs) {
        return mine > 0 && theirs > 0 && mine + theirs > 2;
    }

    /**
     * After words have been paired: what is left over on both sides may be the same letters, cut
     * into words otherwise, when the whole names share a key of {@link Keys#joined}.
     */
    static void rest(NameTokens left, NameTokens right, Pairing pairing, Similarity similarity) {
        if (leavesAsMuch(left, right, pairing) && sameWhole(left, right)) {
            takeRest(left, right, pairing, similarity);
        }
    }

    private static boolean leavesAsMuch(NameTokens left, NameTokens right, Pairing pairing) {
        Rest mine = Rest.of(left, pairing.ofLeft);
        Rest theirs = Rest.of(right, pairing.ofRight);
        return mayBeRest(mine.words, theirs.words)
                && Math.abs(mine.length - theirs.length) <= MOST_APART;
    }

    private static void takeRest(
            NameTokens left, NameTokens right, Pairing pairing, Similarity similarity) {
        Token one = word(left, pairing.ofLeft);
        Token other = word(right, pairing.ofRight);
        if (one == null || other == null) {
            return;
        }
        float alike = similarity.of(one, other);
        if (alike >= REST) {
            pairing.takeRest(alike);
        }
    }

    /** The words that have no partner. */
    private record Rest(int words, int length) {
        static Rest of(NameTokens name, int[] partners) {
            int words = 0;
            int length = 0;
            for (int i = 0; i < name.size(); i++) {
                if (partners[i] < 0 && isWord(name.get(i))) {
                    words++;
                    length += name.get(i).folded().length();
                }
            }
            return new Rest(words, length);
        }
    }

    private static boolean sameWhole(NameTokens left, NameTokens right) {
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

    /** What has no partner, written as one. */
    static @Nullable Token word(NameTokens name, int[] partners) {
        Token first = null;
        StringBuilder text = new StringBuilder();
        float weight = 0;
        int words = 0;
        for (int i = 0; i < name.size(); i++) {
            Token token = name.get(i);
            if (partners[i] < 0 && isWord(token)) {
                first = first == null ? token : first;
                text.append(token.text());
                weight = Math.max(weight, token.weight());
                words++;
            }
        }
        return asOne(first, words, text, weight);
    }

    /** Null when it is nothing to speak of. */
    static @Nullable Token asOne(
            @Nullable Token first, int words, CharSequence text, float weight) {
        if (first == null || text.length() < LEAST_REST) {
            return null;
        }
        return words == 1 ? first : first.as(text.toString(), weight);
    }
}
