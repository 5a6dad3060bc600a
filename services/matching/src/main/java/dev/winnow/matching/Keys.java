package dev.winnow.matching;

import java.util.function.IntConsumer;

/**
 * The keys under which a word is found again after slips of the pen: its sounds, what is left of
 * them without one or two letters, and its consonants. Two words that differ in one letter, or in
 * the order of two, share a key. Pure.
 */
final class Keys {
    private static final int SHORTEST_LESS_ONE = 3;
    private static final int SHORTEST_SKELETON = 2;
    private static final int SHORTEST_SOUNDS_LESS_ONE = 5;

    /** Fewer consonants of two words together are those of too many names. */
    private static final int SHORTEST_JOINED = 5;

    /** Tells consonants from whole words. */
    private static final int CONSONANTS = 0x5bd1e995;

    /** Tells sounds from consonants. */
    private static final int SOUNDS = 0x1b873593;

    private static final int JOINED = 0x2545f491;

    private Keys() {}

    /** Hands over every key; some may come twice. */
    static void of(Token token, IntConsumer to) {
        String word = token.folded();
        int n = Math.min(word.length(), Edits.LONGEST);
        to.accept(hash(word, n, -1, 0));
        if (!token.significant()) {
            return;
        }
        if (n >= SHORTEST_LESS_ONE) {
            for (int i = 0; i < n; i++) {
                to.accept(hash(word, n, i, 0));
            }
        }
        if (!word.equals(token.text())) {
            asWritten(token.text(), to);
        }
        skeletons(token, word, to);
        sounds(word, (char) 0, to);
        if (word.indexOf('h') >= 0) {
            sounds(word, 'k', to);
        }
    }

    /** What is left of a word when all that sounds alike is one, without one letter of it too. */
    private static void sounds(String word, char h, IntConsumer to) {
        String sounds = sounds(word, h);
        int n = sounds.length();
        if (n >= SHORTEST_SKELETON || word.length() <= 4) {
            to.accept(hash(sounds, n, -1, SOUNDS));
        }
        if (n >= SHORTEST_SOUNDS_LESS_ONE) {
            for (int i = 0; i < n; i++) {
                to.accept(hash(sounds, n, i, SOUNDS));
            }
        }
    }

    /**
     * @param h what an h is heard as, 0 for nothing
     */
    private static String sounds(String folded, char h) {
        StringBuilder out = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            char sound =
                    switch (c) {
                        case 'a', 'e', 'i', 'o', 'u', 'y', 'v', 'w' -> 0;
                        case 'h' -> h;
                        case 'C', 'S', 's', 'z', 'x', 'j' -> 's';
                        case 'g', 'k', 'q' -> 'k';
                        case 'd', 't' -> 't';
                        case 'b', 'p', 'f' -> 'b';
                        case 'm', 'n' -> 'n';
                        case 'l', 'r' -> 'l';
                        default -> c;
                    };
            if (sound != 0 && (out.isEmpty() || out.charAt(out.length() - 1) != sound)) {
                out.append(sound);
            }
        }
        return out.toString();
    }

    private static void asWritten(String text, IntConsumer to) {
        int n = Math.min(text.length(), Edits.LONGEST);
        to.accept(hash(text, n, -1, 0));
        for (int i = 0; i < n; i++) {
            to.accept(hash(text, n, i, 0));
        }
    }

    private static void skeletons(Token token, String word, IntConsumer to) {
        String skeleton = skeleton(word);
        int n = skeleton.length();
        if (n >= SHORTEST_SKELETON || token.script() != Script.ALPHABET || word.length() <= 4) {
            to.accept(hash(skeleton, n, -1, CONSONANTS));
        }
        if (n >= 4) {
            for (int i = 0; i < n; i++) {
                to.accept(hash(skeleton, n, i, CONSONANTS));
            }
        }
    }

    /** Of a part as it is. */
    static int exact(Token token) {
        String folded = token.folded();
        return hash(folded, Math.min(folded.length(), Edits.LONGEST), -1, 0);
    }

    /** Of one word as it is. */
    static int exact(String word) {
        String folded = Folding.fold(word);
        return hash(folded, Math.min(folded.length(), Edits.LONGEST), -1, 0);
    }

    /** Of a word that may be two neighbours of the other name: its sounds, and its consonants. */
    static void joined(String folded, IntConsumer to) {
        to.accept(hash(folded, Math.min(folded.length(), Edits.LONGEST), -1, JOINED));
        String sounds = sounds(folded, (char) 0);
        if (sounds.length() >= SHORTEST_JOINED) {
            to.accept(hash(sounds, sounds.length(), -1, JOINED ^ SOUNDS));
        }
    }

    /** As {@link #joined}, by somebody who has put a sound in. */
    static void joinedLessOne(String folded, IntConsumer to) {
        String sounds = sounds(folded, (char) 0);
        for (int i = 0; sounds.length() > SHORTEST_JOINED && i < sounds.length(); i++) {
            to.accept(hash(sounds, sounds.length(), i, JOINED ^ SOUNDS));
        }
    }

    /** Of two parts of one name, by their numbers, whichever comes first. */
    static int pair(int a, int b) {
        return mixed(Math.min(a, b) * 0x9e3779b1 + Math.max(a, b) * 0x85ebca77);
    }

    /** As read by somebody who has no r. */
    private static String skeleton(String folded) {
        return Folding.skeleton(folded).replace('r', 'l');
    }

    private static int hash(String word, int n, int without, int seed) {
        int h = seed;
        for (int i = 0; i < n; i++) {
            if (i != without) {
                h = h * 0x01000193 ^ word.charAt(i);
            }
        }
        return mixed(h);
    }

    private static int mixed(int of) {
        int h = of ^ of >>> 16;
        h *= 0x85ebca6b;
        h ^= h >>> 13;
        h *= 0xc2b2ae35;
        return h ^ h >>> 16;
    }
}
