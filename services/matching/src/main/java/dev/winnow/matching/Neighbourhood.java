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
    private static final Pairs NO_PAIRS = new Pairs();

    final KeyTable table;
    private final Vocabulary vocabulary;
    private final NameIndex index;

    /**
     * Written without a lock: what is read is whole, since it is immutable, or not there. A new
     * word takes the first place of its group, and the last one there goes.
     */
    private final @Nullable Neighbours[] kept;

    private final int groups;

    Neighbourhood(NameIndex index, KeyTable table) {
        this.index = index;
        this.vocabulary = index.vocabulary;
        this.table = table;
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

    /**
     * Names in which that word is two.
     *
     * @param two takes which, and how alike these two are to it as one word
     */
    private int[] apart(Token token, Pairs two, Scratch scratch) {
        if (token.type() != TokenClass.PLAIN || token.text().length() < Joining.LEAST_JOINED) {
            return NO_NAMES;
        }
        NameIndex.Ints names = scratch.candidates;
        names.clear();
        Keys.joined(
                token.folded(), key -> index.joined.each(key, joined -> add(joined, token, names)));
        int[] perhaps = names.toArray();
        names.clear();
        Pairs others = new Pairs();
        for (int i = 0; i < perhaps.length; i++) {
            if (i % Scratch.TOGETHER == 0) {
                scratch.touched += index.touch(perhaps, i, i + Scratch.TOGETHER);
            }
            int name = perhaps[i];
            boolean any = false;
            for (int k = index.nameStarts[name]; k + 1 < index.nameStarts[name + 1]; k++) {
                any |= isApart(token, index.parts[k], index.parts[k + 1], two, others, scratch);
            }
            if (any) {
                names.add(name);
            }
        }
        return names.size() == 0 ? NO_NAMES : names.distinct();
    }

    private static void add(int joined, Token token, NameIndex.Ints names) {
        if (Joined.mayHave(joined, token.text().length())) {
            names.add(Joined.name(joined));
        }
    }

    /** Whether it is these two; is looked at once only. */
    private boolean isApart(Token token, int a, int b, Pairs two, Pairs others, Scratch scratch) {
        if (!mayBeTwo(token.text(), a, b) || others.has(a, b)) {
            return false;
        }
        if (two.has(a, b)) {
            return true;
        }
        float alike =
                Joining.alike(vocabulary.token(a), vocabulary.token(b), token, scratch.similarity);
        boolean apart = alike >= Joining.JOINED;
        (apart ? two : others).put(a, b, alike);
        return apart;
    }

    /** As {@link Joining#joinable}, from what can be seen without reading the words. */
    private boolean mayBeTwo(String whole, int a, int b) {
        int more = vocabulary.textLength(a) + vocabulary.textLength(b) - whole.length();
        return more >= -Joining.MOST_MORE
                && (more <= Joining.MOST_MORE || !vocabulary.plain(a) || !vocabulary.plain(b))
                && (Joining.mayBe(whole.charAt(0), vocabulary.firstLetter(a))
                        || Joining.mayBe(
                                whole.charAt(whole.length() - 1), vocabulary.lastLetter(b)));
    }

    /**
     * The parts that are like two neighbours as one word, and no less than they are it apart.
     *
     * @return null for none
     */
    @Nullable Neighbours asOne(Token a, Token b, Scratch scratch) {
        Token two = a.with(b);
        NameIndex.Ints candidates = scratch.candidates;
        candidates.clear();
        Keys.ofOne(two.folded(), key -> table.each(key, scratch::candidate));
        scratch.forgetCandidates();
        scratch.similarity.ask(two);
        scratch.touched += vocabulary.touchShapes(candidates);
        candidates.removeIf(
                id -> !mayBeOne(a, b, id) || scratch.similarity.isFarAsOne(two, vocabulary, id));
        if (candidates.size() == 0) {
            return null;
        }
        scratch.touched += vocabulary.touchLetters(candidates);
        NameIndex.Ints keys = Keys.joined(two.folded());
        long[] alike = new long[candidates.size()];
        int size = 0;
        for (int k = 0; k < alike.length; k++) {
            int id = candidates.get(k);
            float similar = scratch.similarity.joined(a, b, two, keys, vocabulary, id);
            if (similar >= Joining.JOINED) {
                alike[size++] = (long) id << 32 | Float.floatToRawIntBits(similar);
            }
        }
        return size == 0 ? null : neighbours(two, alike, size, 0, NO_NAMES, NO_PAIRS);
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
            table.each(Keys.exact(token.text().substring(0, 1)), id -> initial(id, scratch));
        }
        for (String other : Lexicon.givenNames(token.text())) {
            table.each(Keys.exact(other), scratch::candidate);
        }
        scratch.forgetCandidates();
        boolean otherNames = Lexicon.hasOtherGivenNames(token.text());
        scratch.similarity.ask(token);
        scratch.touched += vocabulary.touchShapes(candidates);
        if (!otherNames) {
            candidates.removeIf(id -> scratch.similarity.isFar(token, vocabulary, id));
        }
        scratch.touched += vocabulary.touchLetters(candidates);
        long[] alike = new long[candidates.size()];
        int size = 0;
        long names = 0;
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
                names += index.namesWith(id);
            }
        }
        Pairs two = new Pairs();
        return neighbours(token, alike, size, names, apart(token, two, scratch), two);
    }

    /** What says something is no initial, though a letter less makes one of "Vy". */
    private void initial(int id, Scratch scratch) {
        if (!vocabulary.plain(id)) {
            scratch.candidate(id);
        }
    }

    private static Neighbours neighbours(
            Token token, long[] alike, int size, long names, int[] apart, Pairs two) {
        Arrays.sort(alike, 0, size);
        int[] ids = new int[size];
        float[] sims = new float[size];
        for (int k = 0; k < size; k++) {
            ids[k] = (int) (alike[k] >>> 32);
            sims[k] = Float.intBitsToFloat((int) alike[k]);
        }
        return new Neighbours(token, ids, sims, names, apart, two);
    }
}
