package dev.winnow.matching;

import java.util.function.IntConsumer;

/**
 * The keys under which a word is found again after slips of the pen: the word itself, what is left
 * of it without one letter, as folded and as written; its consonants, of longer words also without
 * one of them; and what it sounds like. Words that share none are not alike. Pure.
 */
final class Keys {
    private static final int SHORTEST_LESS_ONE = 3;
    private static final int SHORTEST_SKELETON = 2;
    private static final int SHORTEST_SKELETON_LESS_ONE = 5;

    /** Less than so many are those of too many words. */
    private static final int FEW_SOUNDS = 4;

    /** Fewer consonants of two words together are those of too many names. */
    private static final int SHORTEST_JOINED = 5;

    /** Tells consonants from whole words. */
    private static final int CONSONANTS = 0x5bd1e995;

    /** Tells sounds from consonants. */
    private static final int SOUNDS = 0x1b873593;

    private static final int SHORTEST_JOINED_SKELETON = 3;

    /** Tells two neighbours, written as one word, from words. */
    private static final int JOINED = 0x2545f491;

    /** Tells whole names from two neighbours. */
    private static final int WHOLE = 0x3c6ef372;

    /** Tells names by their first letters from whole names. */
    private static final int FIRST_LETTERS = 0x6a09e667;

    /** Tells names that are perhaps the first letters of another. */
    private static final int BRIEF = 0x3c2d1b5f;

    private Keys() {}

    /** Hands over every key; some may come twice. */
    static void of(Token token, IntConsumer to) {
        String word = token.folded();
        int n = Math.min(word.length(), Edits.LONGEST);
        to.accept(hash(word, n, -1, 0));
        if (!token.significant() && token.type() != TokenClass.HONORIFIC) {
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

    /** Whether there is a key that both have. */
    static boolean shared(Token a, Token b) {
        NameIndex.Ints keys = new NameIndex.Ints();
        of(a, keys::add);
        boolean[] any = {false};
        of(b, key -> any[0] |= keys.contains(key));
        return any[0];
    }

    /**
     * What is left of a word when all that sounds alike is one, and vowels are nothing; where that
     * is little, with the places of vowels.
     *
     * @param h what an h is heard as, 0 for nothing
     */
    private static void sounds(String word, char h, IntConsumer to) {
        String sounds = sounds(word, h, (char) 0);
        if (sounds.length() < FEW_SOUNDS) {
            sounds = sounds(word, h, 'a');
        }
        to.accept(hash(sounds, sounds.length(), -1, SOUNDS));
    }

    private static String sounds(String folded, char h, char vowel) {
        char[] out = new char[folded.length()];
        int size = 0;
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            char sound =
                    switch (c) {
                        case 'a', 'e', 'i', 'o', 'u', 'y', 'v', 'w' -> vowel;
                        case 'h' -> h;
                        case 'C', 'S', 's', 'z', 'x', 'j' -> 's';
                        case 'g', 'k', 'q' -> 'k';
                        case 'd', 't' -> 't';
                        case 'b', 'p', 'f' -> 'b';
                        case 'm', 'n' -> 'n';
                        case 'l', 'r' -> 'l';
                        default -> c;
                    };
            if (sound != 0 && (size == 0 || out[size - 1] != sound)) {
                out[size++] = sound;
            }
        }
        return new String(out, 0, size);
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
        if (n >= SHORTEST_SKELETON_LESS_ONE) {
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

    /** Of words that may be one of the other name, written as one: as it is, and how it sounds. */
    static void joined(String words, IntConsumer to) {
        to.accept(hash(words, Math.min(words.length(), Edits.LONGEST), -1, JOINED));
        String sounds = sounds(words, (char) 0, (char) 0);
        if (sounds.length() >= SHORTEST_JOINED) {
            to.accept(hash(sounds, sounds.length(), -1, JOINED ^ SOUNDS));
        } else {
            String skeleton = skeleton(words);
            if (skeleton.length() >= SHORTEST_JOINED_SKELETON) {
                to.accept(hash(skeleton, skeleton.length(), -1, JOINED ^ CONSONANTS));
            }
        }
    }

    /** As {@link #joined}, of all words of a name. */
    static void whole(String words, IntConsumer to) {
        joined(words, key -> to.accept(key ^ WHOLE));
    }

    /** Of a name of an organisation, by the first letters of its words. */
    static int firstLetters(String letters) {
        return hash(letters, letters.length(), -1, FIRST_LETTERS);
    }

    /** Of a name that is perhaps the first letters of another. */
    static int brief(String name) {
        return hash(name, name.length(), -1, BRIEF);
    }

    /** Whether words, each written as one, share a key of {@link #joined}. */
    static boolean joinedShared(String one, String other) {
        return joinedShared(joined(one), other);
    }

    static NameIndex.Ints joined(String words) {
        NameIndex.Ints keys = new NameIndex.Ints();
        joined(words, keys::add);
        return keys;
    }

    /** Whether words, written as one, have one of these keys. */
    static boolean joinedShared(NameIndex.Ints keys, String other) {
        boolean[] any = {false};
        joined(other, key -> any[0] |= keys.contains(key));
        return any[0];
    }

    /** Those keys of {@link #of} that every word has which shares one of {@link #joined}. */
    static void ofOne(String words, IntConsumer to) {
        to.accept(hash(words, Math.min(words.length(), Edits.LONGEST), -1, 0));
        String sounds = sounds(words, (char) 0, (char) 0);
        if (sounds.length() >= SHORTEST_JOINED) {
            to.accept(hash(sounds, sounds.length(), -1, SOUNDS));
        } else {
            String skeleton = skeleton(words);
            to.accept(hash(skeleton, skeleton.length(), -1, CONSONANTS));
        }
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
