package dev.winnow.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where names of an index are cut into words otherwise than a question: two of its words are one,
 * or one of them is two. Not thread-safe: working memory of one question after the other.
 */
final class Cutting {
    private final NameIndex index;

    /** By the first of two neighbours: the parts of the index that are both, as one word. */
    private final @Nullable Neighbours[] asOne = new Neighbours[NameTokens.MOST];

    /** Names in which two words of the question are one. */
    private final long[] together;

    /** Names in which one word of the question is two. */
    private final long[] apart;

    private boolean anyTogether;
    private boolean anyApart;

    private @Nullable Neighbours[] words = {};

    /** Where the parts of the name at hand begin. */
    private int from;

    Cutting(NameIndex index) {
        this.index = index;
        together = new long[Meeting.wordsFor(index.size())];
        apart = new long[together.length];
    }

    /**
     * @param question each part's neighbours; of each, {@link #areApart} has to be told
     */
    void begin(@Nullable Neighbours[] question) {
        if (anyTogether) {
            Arrays.fill(together, 0);
        }
        if (anyApart) {
            Arrays.fill(apart, 0);
        }
        anyTogether = false;
        anyApart = false;
        words = question;
        Arrays.fill(asOne, 0, question.length, null);
    }

    /** In these names one word of the question is two. */
    void areApart(int[] names) {
        anyApart |= names.length > 0;
        Meeting.set(apart, names);
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

    /** Names in which two words of the question are one. */
    long @Nullable [] together() {
        return anyTogether ? together : null;
    }

    /** Names in which one word of the question is two. */
    long @Nullable [] apart() {
        return anyApart ? apart : null;
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
        int parts = index.nameStarts[name + 1] - from;
        if (anyTogether && Meeting.has(together, name)) {
            Joining.joinLeft(pairing, words.length, parts, this::alikeAsOne);
        }
        if (isApart(name)) {
            Joining.joinRight(pairing, words.length, parts, this::alikeAsTwo);
        }
    }

    /** Two neighbours of the question and a part of the name. */
    private float alikeAsOne(int first, int j) {
        Neighbours both = asOne[first];
        return both == null ? 0 : both.alike(index.parts[from + j]);
    }

    /** Two neighbours of the name and a part of the question. */
    private float alikeAsTwo(int first, int i) {
        Neighbours known = words[i];
        int at = from + first;
        return known == null ? 0 : known.alikeAsTwo(index.parts[at], index.parts[at + 1]);
    }
}
