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

    /** A part of the question is two words of the name, or all of them are written otherwise. */
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
            if (finds) {
                neighbours[i] = index.neighbours.of(asked.get(i), scratch);
                if (finding.size() < MOST_FINDERS) {
                    finding.add(i);
                }
            }
        }
        finders = finding.toArray();
        mine = Side.of(asked);
        bounds = new Bounds(asked, mine, finders, least, 1);
        joinedBounds = new Bounds(asked, mine, finders, least, 2);
    }

    void run(NameIndex.Found found) {
        NameIndex.Ints touched = scratch.touched;
        touched.clear();
        try {
            joinedNames();
            meet();
            for (int k = 0; k < touched.size(); k++) {
                int name = touched.get(k);
                double score = score(name);
                if (score >= least && score > 0) {
                    found.accept(name, score);
                }
            }
        } finally {
            for (int k = 0; k < touched.size(); k++) {
                scratch.met[touched.get(k)] = 0;
            }
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
        for (int id : some.ids()) {
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
            order[f] = neighbours[finders[f]].names() << 8 | f;
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
                        token.folded(), key -> index.joined.each(key, name -> touch(name, bits | ONE_IS_TWO)));
            }
            if (i + 1 < asked.size() && Joining.mayBeOneWord(token, asked.get(i + 1))) {
                joinedWord(token, asked.get(i + 1), bits | finder(i + 1));
            }
        }
        Token whole = Joining.whole(asked);
        if (whole != null) {
            int all = (1 << finders.length) - 1;
            Keys.joined(whole.folded(), key -> index.joined.each(key, name -> touch(name, all | ONE_IS_TWO)));
        }
    }

    /** The bit of that part of the question, or 0. */
    private int finder(int part) {
        int f = Arrays.binarySearch(finders, part);
        return f < 0 ? 0 : 1 << f;
    }

    private void joinedWord(Token a, Token b, int bits) {
        Token two = a.with(b);
        NameIndex.Ints candidates = scratch.candidates;
        candidates.clear();
        Keys.ofOne(two.folded(), key -> index.neighbours.table.each(key, scratch::candidate));
        scratch.forgetCandidates();
        for (int k = 0; k < candidates.size(); k++) {
            int id = candidates.get(k);
            Token one = vocabulary.token(id);
            if (Joining.joinable(a, b, one)
                    && scratch.similarity.joined(two, one) >= Joining.JOINED) {
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
        int words = Integer.bitCount(parts);
        boolean possible =
                switch (met & (TWO_ARE_ONE | ONE_IS_TWO)) {
                    case 0 -> bounds.allow(parts, index.words[name] > words);
                    case TWO_ARE_ONE -> bounds.allow(parts, index.words[name] > words - 1);
                    // Each of the parts may be two words.
                    default -> joinedBounds.allow(parts, index.words[name] > 2 * words);
                };
        if (!possible) {
            return 0;
        }
        if (met != parts) {
            return Alignment.of(asked, theirs(name), sims(name), scratch.similarity).score();
        }
        scratch.side.take(index, name);
        Pairing pairing = new Pairing(mine, scratch.side, sims(name));
        pairing.pair();
        return Effects.of(mine, scratch.side, pairing).score();
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
        Token part = asked.get(i);
        if (part.significant()) {
            return neighbours[i].of(id);
        }
        if (part.type() != TokenClass.INITIAL
                && part.type() != TokenClass.HONORIFIC
                && vocabulary.plain(id)) {
            return vocabulary.isText(id, part.text()) ? 1 : 0;
        }
        return scratch.similarity.of(part, vocabulary.token(id));
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
