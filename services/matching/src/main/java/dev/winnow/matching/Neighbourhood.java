package dev.winnow.matching;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Neighbours} of words, and keeps those asked for last: applicants' names are made
 * of words that come again and again. Thread-safe.
 */
final class Neighbourhood {
    /** Words that are kept; of two that want the same place the later one has it. */
    private static final int KEPT = 1 << 13;

    final KeyTable table;
    private final Vocabulary vocabulary;
    private final int[] postingStarts;

    /** Written without a lock: what is read is whole, since it is immutable, or not there. */
    private final @Nullable Neighbours[] kept = new Neighbours[KEPT];

    Neighbourhood(Vocabulary vocabulary, int[] postingStarts, KeyTable table) {
        this.vocabulary = vocabulary;
        this.postingStarts = postingStarts;
        this.table = table;
    }

    Neighbours of(Token token, Scratch scratch) {
        int hash = token.hashCode();
        int place = (hash ^ hash >>> 15) & KEPT - 1;
        Neighbours known = kept[place];
        if (known != null && known.word.equals(token)) {
            return known;
        }
        Neighbours found = find(token, scratch);
        kept[place] = found;
        return found;
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
        return neighbours(token, alike, size, names);
    }

    private static Neighbours neighbours(Token token, long[] alike, int size, long names) {
        Arrays.sort(alike, 0, size);
        int[] ids = new int[size];
        float[] sims = new float[size];
        for (int k = 0; k < size; k++) {
            ids[k] = (int) (alike[k] >>> 32);
            sims[k] = Float.intBitsToFloat((int) alike[k]);
        }
        return new Neighbours(token, ids, sims, names);
    }
}
