package dev.winnow.matching;

import org.jspecify.annotations.Nullable;

/**
 * What is left over, when words have been paired, of a question and a name that shares a key of its
 * whole: may be the same letters, cut into words otherwise. As {@link Joining#rest}, without an
 * object for each word. One question's.
 */
final class LeftOver {
    private final NameTokens asked;
    private final NameIndex index;
    private final Vocabulary vocabulary;
    private final Scratch scratch;

    /** Which parts of the question {@link #mine} is, a bit for each; most names leave the same. */
    private long mineOf;

    private @Nullable Token mine;

    LeftOver(NameIndex index, NameTokens asked, Scratch scratch) {
        this.asked = asked;
        this.index = index;
        this.vocabulary = index.vocabulary;
        this.scratch = scratch;
    }

    /** How alike both are, as one word each; 0 where they are not enough. */
    float alike(int name) {
        int[] ofLeft = scratch.pairing.ofLeft;
        long free = 0;
        int length = 0;
        for (int i = 0; i < asked.size(); i++) {
            if (ofLeft[i] < 0 && Joining.isWord(asked.get(i).type())) {
                free |= 1L << i;
                length += asked.get(i).folded().length();
            }
        }
        int[] ofRight = scratch.pairing.ofRight;
        int from = index.nameStarts[name];
        int words = 0;
        for (int j = 0; j < index.nameStarts[name + 1] - from; j++) {
            int id = index.parts[from + j];
            if (ofRight[j] < 0 && Joining.isWord(vocabulary.type(id))) {
                words++;
                length -= letters(id);
            }
        }
        if (!Joining.mayBeRest(Long.bitCount(free), words)
                || Math.abs(length) > Joining.MOST_APART) {
            return 0;
        }
        Token one = mine(free);
        Token other = one == null ? null : theirs(from, index.nameStarts[name + 1] - from);
        float alike = one == null || other == null ? 0 : scratch.similarity.of(one, other);
        return alike >= Joining.REST ? alike : 0;
    }

    private int letters(int id) {
        return vocabulary.plain(id) ? vocabulary.foldedLength(id) : vocabulary.folded(id).length();
    }

    private @Nullable Token mine(long free) {
        if (free != mineOf) {
            mineOf = free;
            mine = Joining.word(asked, scratch.pairing.ofLeft);
        }
        return mine;
    }

    private @Nullable Token theirs(int from, int parts) {
        int[] ofRight = scratch.pairing.ofRight;
        Token first = null;
        StringBuilder text = new StringBuilder();
        float weight = 0;
        int words = 0;
        for (int j = 0; j < parts; j++) {
            int id = index.parts[from + j];
            if (ofRight[j] < 0 && Joining.isWord(vocabulary.type(id))) {
                first = first == null ? vocabulary.token(id) : first;
                text.append(vocabulary.text(id));
                weight = Math.max(weight, vocabulary.weight(id));
                words++;
            }
        }
        return Joining.asOne(first, words, text, weight);
    }
}
