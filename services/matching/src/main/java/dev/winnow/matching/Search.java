package dev.winnow.matching;

import java.util.Arrays;

/**
 * One question to a {@link NameIndex}. First the parts of the index that are like a part of the
 * question; then the names that have enough of them; and of these the ones whose remaining parts do
 * not speak against them are scored.
 */
final class Search {
    /** More parts than this do not find names: a bit for each, and two to spare. */
    private static final int MOST_FINDERS = 6;

    /** A word of the name is two parts of the question. */
    private static final int TWO_ARE_ONE = 1 << MOST_FINDERS;

    /** A part of the question is two words of the name. */
    private static final int ONE_IS_TWO = TWO_ARE_ONE << 1;

    private final NameIndex index;
    private final Vocabulary vocabulary;
    private final NameTokens asked;
    private final double least;
    private final Scratch scratch;

    /** Of each part of the question that says something. */
    private final Neighbours[] neighbours;

    /** The question's parts that find names, and what they find. */
    private final int[] finders;

    private final Bounds bounds;

    /** When one of the parts is two of the name. */
    private final Bounds joinedBounds;

    private final Side mine;

    /** Initials of the question that do not find names, and a bit for each of their letters. */
    private final int initials;

    private final long letters;

    /** Other parts that find nobody, but may go with a word. */
    private final int others;

    /** Whether one pair of several words is not enough between names of persons. */
    private final boolean needsTwo;

    Search(NameIndex index, NameTokens asked, double least, Scratch scratch) {
        this.index = index;
        this.vocabulary = index.vocabulary;
        this.asked = asked;
        this.least = least;
        this.scratch = scratch;
        neighbours = new Neighbours[asked.size()];
        NameIndex.Ints finding = new NameIndex.Ints();
        for (int i = 0; i < asked.size(); i++) {
            boolean finds = asked.get(i).significant() || asked.significant() == 0;
            if (finds || asked.get(i).type() == TokenClass.HONORIFIC) {
                neighbours[i] = index.neighbours.of(asked.get(i), scratch);
            }
            if (finds && finding.size() < MOST_FINDERS) {
                finding.add(i);
            }
        }
        finders = finding.toArray();
        mine = Side.of(asked);
        int single = 0;
        int more = 0;
        long first = 0;
        for (int i = 0; i < asked.size(); i++) {
            Token part = asked.get(i);
            if (finder(i) != 0) {
                continue;
            }
            if (part.type() == TokenClass.INITIAL) {
                single++;
                first |= 1L << (part.text().charAt(0) & 63);
            } else if (part.significant() || part.type() == TokenClass.HONORIFIC) {
                more++;
            }
        }
        initials = single;
        letters = first;
        others = more;
        needsTwo = mine.ofPerson && least > Effects.MOST_OF_ONE_PART;
        bounds = new Bounds(asked, mine, finders, least, 1);
        joinedBounds = new Bounds(asked, mine, finders, least, 2);
    }

    void run(NameIndex.Found found) {
        NameIndex.Ints touched = scratch.touched;
        touched.clear();
        scratch.whole.clear();
        try {
            joinedNames();
            meet();
            for (int name : scratch.whole.distinct()) {
                answer(name, laidOut(name), found);
                scratch.met[name] = 0;
            }
            for (int k = 0; k < touched.size(); k++) {
                int name = touched.get(k);
                answer(name, score(name), found);
            }
        } finally {
            for (int k = 0; k < touched.size(); k++) {
                scratch.met[touched.get(k)] = 0;
            }
        }
    }

    private void answer(int name, double score, NameIndex.Found found) {
        if (score >= least && score > 0) {
            found.accept(name, score);
        }
    }

    /**
     * Goes through the names of each part, the rarest first. A name that has none but the parts to
     * come is left out when these alone cannot make it reach the least score.
     */
    private void meet() {
        int[] order = rarestFirst();
        int toCome = (1 << finders.length) - 1;
        for (int f : order) {
            meet(neighbours[finders[f]], 1 << f, bounds.allow(toCome, false));
            toCome &= ~(1 << f);
        }
    }

    private void meet(Neighbours some, int bit, boolean fresh) {
        byte[] met = scratch.met;
        int[] starts = index.postingStarts;
        int[] postings = index.postings;
        for (int id : some.ids) {
            int end = starts[id + 1];
            for (int p = starts[id]; p < end; p++) {
                int name = postings[p];
                if (met[name] != 0) {
                    met[name] |= (byte) bit;
                } else if (fresh) {
                    scratch.touched.add(name);
                    met[name] = (byte) bit;
                }
            }
        }
    }

    private int[] rarestFirst() {
        int n = finders.length;
        long[] order = new long[n];
        for (int f = 0; f < n; f++) {
            order[f] = neighbours[finders[f]].names << 8 | f;
        }
        Arrays.sort(order);
        int[] sorted = new int[n];
        for (int f = 0; f < n; f++) {
            sorted[f] = (int) order[f] & 0xff;
        }
        return sorted;
    }

    /** Words of the question that are two in a name, and two that are one. */
    private void joinedNames() {
        for (int i = 0; i < asked.size(); i++) {
            Token token = asked.get(i);
            int bits = finder(i);
            if (token.type() == TokenClass.PLAIN && token.text().length() >= Joining.LEAST_JOINED) {
                Keys.joined(
                        token.folded(),
                        key -> index.joined.each(key, name -> touch(name, bits | ONE_IS_TWO)));
            }
            if (i + 1 < asked.size() && Joining.mayBeOneWord(token, asked.get(i + 1))) {
                joinedWord(i, bits | finder(i + 1));
            }
        }
        Token whole = Joining.whole(asked);
        if (whole != null) {
            Keys.whole(whole.folded(), key -> index.joined.each(key, scratch.whole::add));
        }
    }

    /** The bit of that part of the question, or 0. */
    private int finder(int part) {
        int f = Arrays.binarySearch(finders, part);
        return f < 0 ? 0 : 1 << f;
    }

    private void joinedWord(int first, int bits) {
        Token a = asked.get(first);
        Token b = asked.get(first + 1);
        Token two = a.with(b);
        NameIndex.Ints candidates = scratch.candidates;
        candidates.clear();
        Keys.ofOne(two.folded(), key -> index.neighbours.table.each(key, scratch::candidate));
        scratch.forgetCandidates();
        for (int k = 0; k < candidates.size(); k++) {
            int id = candidates.get(k);
            Token one = vocabulary.token(id);
            if (!Joining.joinable(a, b, one)) {
                continue;
            }
            float similar = scratch.similarity.joined(two, one);
            if (similar >= Joining.JOINED
                    && similar > Math.max(alike(first, id), alike(first + 1, id))) {
                for (int p = index.postingStarts[id]; p < index.postingStarts[id + 1]; p++) {
                    touch(index.postings[p], bits | TWO_ARE_ONE);
                }
            }
        }
    }

    private void touch(int name, int bits) {
        if (scratch.met[name] == 0) {
            scratch.touched.add(name);
        }
        scratch.met[name] |= (byte) bits;
    }

    /** 0 when it is clear before the names are laid side by side that it is below the least. */
    private double score(int name) {
        int met = scratch.met[name];
        int parts = met & TWO_ARE_ONE - 1;
        if (!possible(name, met & (TWO_ARE_ONE | ONE_IS_TWO), parts)) {
            return 0;
        }
        if (met != parts) {
            return laidOut(name);
        }
        scratch.side.take(index, name);
        Pairing pairing = new Pairing(mine, scratch.side, sims(name));
        pairing.pair();
        return Effects.of(mine, scratch.side, pairing).score();
    }

    private boolean possible(int name, int joined, int parts) {
        int pairs = Integer.bitCount(parts) + others;
        int words = index.words(name);
        return switch (joined) {
            case 0 ->
                    bounds.allow(parts, words > pairs + initials)
                            && (initials == 0 || bounds.allow(parts, words > pairs + met(name)))
                            && (pairs > 1
                                    || !needsTwo
                                    || Math.max(words, mine.words) == 1
                                    || !index.ofPerson(name)
                                    || (initials > 0 && pairs + met(name) > 1));
            case TWO_ARE_ONE -> bounds.allow(parts, words > pairs + initials - 1);
            // Each of the parts may be two words.
            default -> joinedBounds.allow(parts, words > 2 * pairs + initials);
        };
    }

    /** How many of the question's initials begin words of that name, at most. */
    private int met(int name) {
        int met = 0;
        for (int k = index.nameStarts[name]; k < index.nameStarts[name + 1]; k++) {
            int id = index.parts[k];
            boolean begins = (letters & 1L << (vocabulary.firstLetter(id) & 63)) != 0;
            met += begins && vocabulary.significant(id) ? 1 : 0;
        }
        return Math.min(met, initials);
    }

    private double laidOut(int name) {
        return Alignment.of(asked, theirs(name), sims(name), scratch.similarity).score();
    }

    private float[] sims(int name) {
        int n = asked.size();
        int from = index.nameStarts[name];
        int m = index.nameStarts[name + 1] - from;
        float[] sims = new float[n * m];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                sims[i * m + j] = alike(i, index.parts[from + j]);
            }
        }
        return sims;
    }

    /** As {@link Similarity#of(Token, Token)}. */
    private float alike(int i, int id) {
        Neighbours known = neighbours[i];
        float similar = known != null ? known.alike(id) : 0;
        return similar > 0 || asked.get(i).significant()
                ? similar
                : vocabulary.ofAKind(asked.get(i), id);
    }

    private NameTokens theirs(int name) {
        int from = index.nameStarts[name];
        Token[] tokens = new Token[index.nameStarts[name + 1] - from];
        for (int j = 0; j < tokens.length; j++) {
            tokens[j] = vocabulary.token(index.parts[from + j]);
        }
        return new NameTokens(tokens, asked.personal());
    }
}
