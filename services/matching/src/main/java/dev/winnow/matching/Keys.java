package dev.winnow.matching;

import java.util.function.IntConsumer;

/**
 * The keys under which a word is found again after slips of the pen: its sounds, what is left of
 * them without one or two letters, and its consonants. Two words that differ in one letter, or in
 * the order of two, share a key. Pure.
 */
final class Keys {
    private static final int SHORTEST_LESS_ONE = 3;
    private static final int SHORTEST_LESS_TWO = 8;
    private static final int LONGEST_LESS_TWO = 14;
    private static final int SHORTEST_SKELETON = 2;

    /** Fewer consonants of two words together are those of too many names. */
    private static final int SHORTEST_JOINED = 5;

    /** Tells consonants from whole words. */
    private static final int CONSONANTS = 0x5bd1e995;

    private static final int JOINED = 0x2545f491;

    private Keys() {}

    /** Hands over every key; some may come twice. */
    static void of(Token token, IntConsumer to) {
        String word = token.folded();
        int n = Math.min(word.length(), Edits.LONGEST);
        to.accept(hash(word, n, -1, -1, 0));
        if (!token.significant()) {
            return;
        }
        if (n >= SHORTEST_LESS_ONE) {
            for (int i = 0; i < n; i++) {
                to.accept(hash(word, n, i, -1, 0));
            }
        }
        if (n >= SHORTEST_LESS_TWO && n <= LONGEST_LESS_TWO) {
            for (int i = 0; i < n; i++) {
                for (int k = i + 1; k < n; k++) {
                    to.accept(hash(word, n, i, k, 0));
                }
            }
        }
        if (!word.equals(token.text())) {
            asWritten(token.text(), to);
        }
        skeletons(token, word, to);
    }

    private static void asWritten(String text, IntConsumer to) {
        int n = Math.min(text.length(), Edits.LONGEST);
        to.accept(hash(text, n, -1, -1, 0));
        for (int i = 0; i < n; i++) {
            to.accept(hash(text, n, i, -1, 0));
        }
    }

    private static void skeletons(Token token, String word, IntConsumer to) {
        String skeleton = skeleton(word);
        int n = skeleton.length();
        if (n >= SHORTEST_SKELETON || token.script() != Script.ALPHABET || word.length() <= 4) {
            to.accept(hash(skeleton, n, -1, -1, CONSONANTS));
        }
        if (n >= 4) {
            for (int i = 0; i < n; i++) {
                to.accept(hash(skeleton, n, i, -1, CONSONANTS));
            }
        }
    }

    /** Of a part as it is. */
    static int exact(Token token) {
        String folded = token.folded();
        return hash(folded, Math.min(folded.length(), Edits.LONGEST), -1, -1, 0);
    }

    /** Of one word as it is. */
    static int exact(String word) {
        String folded = Folding.fold(word);
        return hash(folded, Math.min(folded.length(), Edits.LONGEST), -1, -1, 0);
    }

    /** Of a word that may be two neighbours of the other name: its sounds, and its consonants. */
    static void joined(String folded, IntConsumer to) {
        to.accept(hash(folded, Math.min(folded.length(), Edits.LONGEST), -1, -1, JOINED));
        String skeleton = skeleton(folded);
        if (skeleton.length() >= SHORTEST_JOINED) {
            to.accept(hash(skeleton, skeleton.length(), -1, -1, JOINED ^ CONSONANTS));
        }
    }

    /** As read by somebody who has no r. */
    private static String skeleton(String folded) {
        return Folding.skeleton(folded).replace('r', 'l');
    }

    private static int hash(String word, int n, int without, int andWithout, int seed) {
        int h = seed;
        for (int i = 0; i < n; i++) {
            if (i != without && i != andWithout) {
                h = h * 0x01000193 ^ word.charAt(i);
            }
        }
        h ^= h >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
