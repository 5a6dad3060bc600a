package dev.winnow.matching;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Neighbours} of words, and keeps those asked for last: applicants' names are made
 * of words that come again and again. Thread-safe.
 */
final class Neighbourhood {
    /** At most so many groups of places for words that are kept; each word has one group. */
    private static final int MOST_GROUPS = 1 << 13;

    private static final int GROUP = 4;

    private static final int[] NO_NAMES = {};

    final KeyTable table;
    private final Vocabulary vocabulary;
    private final int[] postingStarts;

    private final KeyTable joined;

    /**
     * Written without a lock: what is read is whole, since it is immutable, or not there. A new
     * word takes the first place of its group, and the last one there goes.
     */
    private final @Nullable Neighbours[] kept;

    private final int groups;

    Neighbourhood(Vocabulary vocabulary, int[] postingStarts, KeyTable table, KeyTable joined) {
        this.vocabulary = vocabulary;
        this.postingStarts = postingStarts;
        this.table = table;
        this.joined = joined;
        groups = Integer.highestOneBit(Math.clamp(vocabulary.size(), 1, MOST_GROUPS));
        kept = new Neighbours[groups * GROUP];
    }

    Neighbours of(Token token, Scratch scratch) {
        int hash = token.hashCode();
        int first = ((hash ^ (hash >>> 15)) & (groups - 1)) * GROUP;
        for (int place = first; place < first + GROUP; place++) {
            Neighbours known = kept[place];
            if (known != null && known.hash == hash && known.word.equals(token)) {
                return known;
            }
        }
        Neighbours found = find(token, scratch);
        System.arraycopy(kept, first, kept, first + 1, GROUP - 1);
        kept[first] = found;
        return found;
    }

    /** Hands over the words asked for last, one of each group. */
    void latest(Consumer<Token> to) {
        for (int place = 0; place < kept.length; place += GROUP) {
            Neighbours known = kept[place];
            if (known != null) {
                to.accept(known.word);
            }
        }
    }

    /** Names in which that word is perhaps two. */
    private int[] apart(Token token, Scratch scratch) {
        if (token.type() != TokenClass.PLAIN || token.text().length() < Joining.LEAST_JOINED) {
            return NO_NAMES;
        }
        NameIndex.Ints names = scratch.candidates;
        names.clear();
        Keys.joined(token.folded(), key -> joined.each(key, names::add));
        return names.size() == 0 ? NO_NAMES : names.distinct();
    }

    /** The parts that are like two neighbours as one word, and no less than they are it apart. */
    Neighbours asOne(Token a, Token b, Scratch scratch) {
        Token two = a.with(b);
        NameIndex.Ints candidates = scratch.candidates;
        candidates.clear();
        Keys.ofOne(two.folded(), key -> table.each(key, scratch::candidate));
        scratch.forgetCandidates();
        long[] alike = new long[candidates.size()];
        int size = 0;
        for (int k = 0; k < alike.length; k++) {
            int id = candidates.get(k);
            float similar =
                    mayBeOne(a, b, id)
                            ? Joining.alike(a, b, vocabulary.token(id), scratch.similarity)
                            : 0;
            if (similar >= Joining.JOINED) {
                alike[size++] = (long) id << 32 | Float.floatToRawIntBits(similar);
            }
        }
        return neighbours(two, alike, size, 0, NO_NAMES);
    }

    /** As {@link Joining#joinable}, from what can be seen without reading the word. */
    private boolean mayBeOne(Token a, Token b, int id) {
        int more = a.text().length() + b.text().length() - vocabulary.textLength(id);
        return vocabulary.type(id) == TokenClass.PLAIN
                && more <= Joining.MOST_MORE
                && (more >= -Joining.MOST_MORE || !vocabulary.plain(id))
                && (Joining.mayBe(a.text().charAt(0), vocabulary.firstLetter(id))
                        || Joining.mayBe(
                                b.text().charAt(b.text().length() - 1), vocabulary.lastLetter(id)));
    }

    private Neighbours find(Token token, Scratch scratch) {
        NameIndex.Ints candidates = scratch.candidates;
        candidates.clear();
        Keys.of(token, key -> table.each(key, scratch::candidate));
        if (token.significant()) {
            table.each(Keys.exact(token.text().substring(0, 1)), scratch::candidate);
        }
        for (String other : Lexicon.givenNames(token.text())) {
            table.each(Keys.exact(other), scratch::candidate);
        }
        scratch.forgetCandidates();
        long[] alike = new long[candidates.size()];
        int size = 0;
        long names = 0;
        boolean otherNames = Lexicon.hasOtherGivenNames(token.text());
        scratch.similarity.ask(token);
        for (int k = 0; k < alike.length; k++) {
            int id = candidates.get(k);
            float similar = scratch.similarity.of(token, vocabulary, id);
            if (otherNames && similar < Similarity.OTHER_GIVEN_NAME && vocabulary.plain(id)) {
                similar =
                        Lexicon.sameGivenName(token.text(), vocabulary.text(id))
                                ? Similarity.OTHER_GIVEN_NAME
                                : similar;
            }
            if (similar > 0) {
                alike[size++] = (long) id << 32 | Float.floatToRawIntBits(similar);
                names += postingStarts[id + 1] - postingStarts[id];
            }
        }
        return neighbours(token, alike, size, names, apart(token, scratch));
    }

    private static Neighbours neighbours(
            Token token, long[] alike, int size, long names, int[] apart) {
        Arrays.sort(alike, 0, size);
        int[] ids = new int[size];
        float[] sims = new float[size];
        for (int k = 0; k < size; k++) {
            ids[k] = (int) (alike[k] >>> 32);
            sims[k] = Float.intBitsToFloat((int) alike[k]);
        }
        return new Neighbours(token, ids, sims, names, apart);
    }
}
