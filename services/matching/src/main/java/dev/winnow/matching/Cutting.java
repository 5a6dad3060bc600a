package dev.winnow.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where names of an index are cut into words otherwise than a question: two of its words are one,
 * or one of them is two. Not thread-safe: working memory of one question after the other.
 */
final class Cutting {
    /** At most so many answers are remembered. */
    private static final int MOST_REMEMBERED = 1 << 11;

    /**
     * No index has more parts: {@link Vocabulary#shapes} has four numbers for each, in one array.
     */
    private static final int ID_BITS = 29;

    private final NameIndex index;
    private final Vocabulary vocabulary;
    private final Similarity similarity;

    /** By the first of two neighbours: the parts of the index that are both, as one word. */
    private final @Nullable Neighbours[] asOne = new Neighbours[NameTokens.MOST];

    /** Names in which two words of the question are one. */
    private final long[] together;

    /** Names in which one word of the question is two. */
    private final long[] apart;

    private boolean anyTogether;
    private boolean anyApart;

    // How alike two parts of a name, as one word, are to a word of the question: many names have
    // the same two.
    private final long[] rememberedPairs;
    private final float[] remembered;
    private boolean remembersAny;

    private NameTokens asked = new NameTokens(new Token[0], true);

    /** Where the parts of the name at hand begin. */
    private int from;

    Cutting(NameIndex index, Similarity similarity) {
        this.index = index;
        this.vocabulary = index.vocabulary;
        this.similarity = similarity;
        together = new long[Meeting.wordsFor(index.size())];
        apart = new long[together.length];
        int answers = Integer.highestOneBit(Math.clamp(index.size(), 1, MOST_REMEMBERED));
        rememberedPairs = new long[answers];
        remembered = new float[answers];
    }

    void begin(NameTokens question) {
        if (anyTogether) {
            Arrays.fill(together, 0);
        }
        if (anyApart) {
            Arrays.fill(apart, 0);
        }
        anyTogether = false;
        anyApart = false;
        asked = question;
        Arrays.fill(asOne, 0, Math.max(0, question.size() - 1), null);
        if (remembersAny) {
            Arrays.fill(rememberedPairs, 0);
            remembersAny = false;
        }
    }

    /** In these names one word of the question is two. */
    void areApart(int[] names) {
        anyApart |= names.length > 0;
        for (int name : names) {
            Meeting.set(apart, name);
        }
    }

    /**
     * @param both the parts that are like that part of the question and the next, as one word
     */
    void areOne(int first, Neighbours both) {
        asOne[first] = both;
    }

    /** In the names that have that part two words of the question are one. */
    void areTogether(int id) {
        anyTogether = true;
        index.post(id, together);
    }

    boolean any() {
        return anyTogether || anyApart;
    }

    boolean isApart(int name) {
        return anyApart && Meeting.has(apart, name);
    }

    boolean isCut(int name) {
        return isApart(name) || (anyTogether && Meeting.has(together, name));
    }

    void addTo(long[] names) {
        if (anyTogether) {
            Meeting.add(together, names);
        }
        if (anyApart) {
            Meeting.add(apart, names);
        }
    }

    /**
     * Joins, before words are paired one with one, what is one word in the question or the name.
     */
    void join(Pairing pairing, int name) {
        from = index.nameStarts[name];
        Joining.join(
                pairing,
                asked.size(),
                index.nameStarts[name + 1] - from,
                this::alikeAsOne,
                this::alikeAsTwo);
    }

    /** Two neighbours of the question and a part of the name. */
    private float alikeAsOne(int first, int j) {
        Neighbours both = asOne[first];
        return both == null ? 0 : both.alike(index.parts[from + j]);
    }

    /** Two neighbours of the name and a part of the question. */
    private float alikeAsTwo(int first, int i) {
        Token whole = asked.get(i);
        int a = index.parts[from + first];
        int b = index.parts[from + first + 1];
        if (whole.type() != TokenClass.PLAIN || !mayBe(whole.text(), a, b)) {
            return 0;
        }
        long pair = (((long) a << ID_BITS | b) << 5 | i) + 1;
        int hash = Long.hashCode(pair * 0x9e3779b97f4a7c15L);
        int place = (hash ^ hash >>> 15) & remembered.length - 1;
        if (rememberedPairs[place] != pair) {
            remembersAny = true;
            rememberedPairs[place] = pair;
            remembered[place] =
                    Joining.alike(vocabulary.token(a), vocabulary.token(b), whole, similarity);
        }
        return remembered[place];
    }

    /** By their lengths and the letters at their ends, where a byte is a letter. */
    private boolean mayBe(String whole, int a, int b) {
        int more = vocabulary.textLength(a) + vocabulary.textLength(b) - whole.length();
        return more >= -Joining.MOST_MORE
                && (more <= Joining.MOST_MORE || !vocabulary.plain(a) || !vocabulary.plain(b))
                && (Joining.mayBe(whole.charAt(0), vocabulary.firstLetter(a))
                        || Joining.mayBe(
                                whole.charAt(whole.length() - 1), vocabulary.lastLetter(b)));
    }
}
