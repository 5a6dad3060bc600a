package dev.winnow.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each name of an index before anything is asked, most of it as a bit for each
 * name. Immutable.
 */
final class NameFacts {
    private static final int LETTERS = 26;

    /** More are as many. */
    private static final int MOST_WORDS = 7;

    /** What the words of names weigh at least, but for some that are also titles. */
    static final float HEAVY = 0.7f;

    /** Names with an honorific. */
    final long[] titled;

    /** Names that have a part twice. */
    final long[] repeating;

    /** Names with a part that only organisations have. */
    private final long[] ofOrganisations;

    /** These, and names of one word: one part in common may be enough. */
    final long[] oneMayDo;

    /** Other names of two words. */
    final long[] ofTwoWords;

    /** And of more. */
    final long[] ofManyWords;

    /** Both of these. */
    final long[] ofSeveralWords;

    /** All names. */
    final long[] all;

    /** Names with a word or an initial that begins with the letter. */
    private final long[][] begins;

    /**
     * How many words a name has that make another name where they are another word, in the lower
     * four bits, and how many of them weigh as much as a name's words mostly do; what it has twice
     * is not counted.
     */
    private final byte[] words;

    NameFacts(Vocabulary vocabulary, int[] nameStarts, int[] parts) {
        int names = nameStarts.length - 1;
        titled = bits(names);
        repeating = bits(names);
        ofOrganisations = bits(names);
        oneMayDo = bits(names);
        ofTwoWords = bits(names);
        ofManyWords = bits(names);
        ofSeveralWords = bits(names);
        all = bits(names);
        Arrays.fill(all, -1);
        begins = new long[LETTERS][];
        for (int letter = 0; letter < LETTERS; letter++) {
            begins[letter] = bits(names);
        }
        words = new byte[names];
        for (int name = 0; name < names; name++) {
            for (int k = nameStarts[name]; k < nameStarts[name + 1]; k++) {
                int id = parts[k];
                if (vocabulary.isHonorific(id)) {
                    Meeting.set(titled, name);
                }
                if (!Side.ofPerson(vocabulary.type(id))) {
                    Meeting.set(ofOrganisations, name);
                }
                long[] letter = mayBeInitial(vocabulary, id) ? begins(vocabulary, id) : null;
                if (letter != null) {
                    Meeting.set(letter, name);
                }
                if (isTwice(vocabulary, parts, nameStarts[name], nameStarts[name + 1], id)) {
                    Meeting.set(repeating, name);
                } else if (vocabulary.significant(id) && words(name) < MOST_WORDS) {
                    words[name] += (byte) count(vocabulary.weight(id));
                }
            }
            boolean one = words(name) < 2 || !ofPerson(name);
            Meeting.set(one ? oneMayDo : words(name) == 2 ? ofTwoWords : ofManyWords, name);
        }
        Meeting.add(ofTwoWords, ofSeveralWords);
        Meeting.add(ofManyWords, ofSeveralWords);
    }

    private static int count(float weight) {
        return (weight >= Effects.LEAST_WORD ? 1 : 0) + (weight >= HEAVY ? 1 << 4 : 0);
    }

    private static boolean mayBeInitial(Vocabulary vocabulary, int id) {
        return vocabulary.type(id) == TokenClass.PLAIN || vocabulary.textLength(id) == 1;
    }

    private long @Nullable [] begins(Vocabulary vocabulary, int id) {
        return begins(vocabulary.firstLetter(id));
    }

    private static boolean isTwice(Vocabulary vocabulary, int[] parts, int from, int to, int id) {
        int count = 0;
        for (int k = from; k < to; k++) {
            count += vocabulary.sameText(parts[k], id) ? 1 : 0;
        }
        return count > 1;
    }

    private static long[] bits(int names) {
        return new long[Meeting.wordsFor(names)];
    }

    /** How many words of that name make it another one than one that has other words there. */
    int words(int name) {
        return words[name] & 15;
    }

    /** How many of them weigh {@link #HEAVY} or more. */
    int heavyWords(int name) {
        return words[name] >> 4;
    }

    /** Whether nothing in it is only in names of organisations. */
    boolean ofPerson(int name) {
        return !Meeting.has(ofOrganisations, name);
    }

    /** The names that an initial may go with; null for what is no small Latin letter. */
    long @Nullable [] begins(char letter) {
        return letter >= 'a' && letter <= 'z' ? begins[letter - 'a'] : null;
    }

    /** Bytes of the arrays, roughly. */
    long bytes() {
        return words.length + 8L * titled.length * (LETTERS + 8);
    }
}
