package dev.winnow.matching;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One question to a {@link NameIndex}. First the parts of the index that are like a part of the
 * question; then the names that have enough of them, of which only those of the rarer parts are
 * gone through; and of these the ones whose remaining parts do not speak against them are scored.
 */
final class Search {
    /** Parts less alike than this find nobody; they only count in the score. */
    private static final float LEAST_ALIKE = 0.5f;

    /** What bounds forgive, since they do not know of joined parts, initials and faint likeness. */
    private static final double SLACK = 0.1;

    private static final double LEAST_SHARE = 0.3;
    private static final int MOST_PARTS = 8;
    private static final int FEW = 500;

    /** Words cut otherwise differ by so many letters in all, and have as many that others lack. */
    private static final int MOST_APART = 4;

    private static final float NEAR = 1.5f;
    private static final int[] NO_OTHERS = {};

    private final NameIndex index;
    private final NameTokens asked;
    private final double least;

    /** A bit for each part of the question that the name has. */
    private final byte[] met;

    private final NameIndex.Ints touched = new NameIndex.Ints();
    private final Similarity similarity = new Similarity();
    private final Known known;

    /** The question's parts that find names. */
    private final int[] finders;

    /** Of each part, whether it may be like a part that shares no letters with it. */
    private final boolean[] otherGivenNames;

    Search(NameIndex index, NameTokens asked, double least, byte[] zeroed) {
        this.index = index;
        this.asked = asked;
        this.least = least;
        met = zeroed;
        known = new Known(index.vocabulary, asked, similarity);
        finders = finders(asked);
        otherGivenNames = new boolean[asked.size()];
        for (int i : finders) {
            otherGivenNames[i] = Lexicon.hasOtherGivenNames(asked.get(i).text());
        }
    }

    private static int[] finders(NameTokens asked) {
        NameIndex.Ints finders = new NameIndex.Ints();
        for (int i = 0; i < asked.size() && finders.size() < MOST_PARTS; i++) {
            if (asked.get(i).significant() || asked.significant() == 0) {
                finders.add(i);
            }
        }
        return finders.toArray();
    }

    void run(NameIndex.Found found) {
        try {
            meet();
            joinedNames();
            for (int k = 0; k < touched.size(); k++) {
                int name = touched.get(k);
                if (met[name] == ANYHOW || promising(name)) {
                    double score = score(name);
                    if (score >= least && score > 0) {
                        found.accept(name, score);
                    }
                }
            }
        } finally {
            for (int k = 0; k < touched.size(); k++) {
                met[touched.get(k)] = 0;
            }
        }
    }

    /** To be scored whatever the bounds say. */
    private static final byte ANYHOW = -1;

    private static final byte MET = 1;

    /**
     * Goes through the names of the rarer parts, so many that no name can do without all of them.
     */
    private void meet() {
        int n = finders.length;
        int[][] alike = new int[n][];
        long[] names = new long[n];
        double weight = 0;
        for (int f = 0; f < n; f++) {
            alike[f] = alike(finders[f]);
            for (int id : alike[f]) {
                names[f] += index.postingStarts[id + 1] - index.postingStarts[id];
            }
            weight += asked.get(finders[f]).weight();
        }
        for (int i = 0; i < asked.size(); i++) {
            // What finds nobody counts in the bounds all the same.
            int part = i;
            index.neighbours.each(Keys.exact(asked.get(i)), id -> known.of(id, part));
        }
        double needed = weight * neededShare();
        double rest = weight;
        boolean two = n > 1 && twoNeeded();
        boolean[] done = new boolean[n];
        for (int round = 0; round < n; round++) {
            int rarest = rarest(names, done);
            boolean last = round == n - 1;
            boolean enough = rest < needed || (last && two);
            // A few names more cost little, and find who is written with many slips.
            if (enough && names[rarest] > FEW) {
                break;
            }
            done[rarest] = true;
            rest -= asked.get(finders[rarest]).weight();
            int[] others = two ? others(alike, done) : NO_OTHERS;
            for (int id : alike[rarest]) {
                meet(id, names[rarest] > FEW ? others : NO_OTHERS);
            }
            initial(finders[rarest], id -> meetPairs(id, others));
        }
    }

    /**
     * The names with that part; where there are many, only those that also have one of the others.
     */
    private void meet(int id, int[] others) {
        int from = index.postingStarts[id];
        int to = index.postingStarts[id + 1];
        if (others.length > 0 && to - from > others.length) {
            meetPairs(id, others);
            return;
        }
        for (int k = from; k < to; k++) {
            touch(index.postings[k], MET);
        }
    }

    private void meetPairs(int id, int[] others) {
        for (int other : others) {
            index.pairs.each(Keys.pair(id, other), name -> touch(name, MET));
        }
    }

    /** What is like the parts that have not had their turn, their initials too. */
    private int[] others(int[][] alike, boolean[] done) {
        NameIndex.Ints others = new NameIndex.Ints();
        for (int f = 0; f < done.length; f++) {
            if (!done[f]) {
                for (int id : alike[f]) {
                    others.add(id);
                }
                initial(finders[f], others::add);
            }
        }
        return others.toArray();
    }

    /** The J. that may stand for Jose. */
    private void initial(int part, IntConsumer to) {
        index.neighbours.each(
                Keys.exact(asked.get(part).text().substring(0, 1)),
                id -> {
                    if (index.vocabulary.isInitial(id) && known.of(id, part) >= LEAST_ALIKE) {
                        to.accept(id);
                    }
                });
    }

    /** Two persons' names of several parts must share two of them to be much alike. */
    private boolean twoNeeded() {
        if (least < 0.72) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            TokenClass type = asked.get(i).type();
            if (type == TokenClass.COMPANY_WORD || type == TokenClass.LEGAL_FORM) {
                return false;
            }
        }
        return true;
    }

    private static int rarest(long[] names, boolean[] done) {
        int rarest = -1;
        for (int f = 0; f < names.length; f++) {
            if (!done[f] && (rarest < 0 || names[f] < names[rarest])) {
                rarest = f;
            }
        }
        return rarest;
    }

    /** What a name must have of the question, by weight, to reach the least score. */
    private double neededShare() {
        return Math.max(LEAST_SHARE, (1 - Effects.omissionFor(least)) * 0.9);
    }

    private void touch(int name, byte how) {
        if (met[name] == 0) {
            touched.add(name);
        }
        met[name] |= how;
    }

    /** The parts of the index that are like that part of the question, in order. */
    private int[] alike(int i) {
        Token token = asked.get(i);
        NameIndex.Ints alike = new NameIndex.Ints();
        Keys.of(token, key -> index.neighbours.each(key, id -> take(id, i, alike)));
        for (String other : Lexicon.givenNames(token.text())) {
            index.neighbours.each(Keys.exact(other), id -> take(id, i, alike));
        }
        int[] ids = alike.toArray();
        Arrays.sort(ids);
        int size = 0;
        for (int id : ids) {
            if (size == 0 || ids[size - 1] != id) {
                ids[size++] = id;
            }
        }
        return Arrays.copyOf(ids, size);
    }

    private void take(int id, int i, NameIndex.Ints alike) {
        if (!otherGivenNames[i] && index.vocabulary.farFrom(asked.get(i), id)) {
            return;
        }
        if (known.of(id, i) >= LEAST_ALIKE) {
            alike.add(id);
        }
    }

    /** Words of the question that are two in a name, and two that are one. */
    private void joinedNames() {
        for (int i = 0; i < asked.size(); i++) {
            Token token = asked.get(i);
            if (token.type() == TokenClass.PLAIN && token.text().length() >= 4) {
                Keys.joined(
                        token.folded(), key -> index.joined.each(key, name -> touch(name, ANYHOW)));
                Keys.joinedLessOne(
                        token.folded(), key -> index.joined.each(key, name -> touch(name, ANYHOW)));
            }
            if (i + 1 < asked.size() && Pairing.mayBeOneWord(token, asked.get(i + 1))) {
                joinedWord(token.with(asked.get(i + 1)), 3L << i);
            }
        }
    }

    private void joinedWord(Token one, long both) {
        NameIndex.Ints ids = new NameIndex.Ints();
        Keys.of(
                one,
                key ->
                        index.neighbours.each(
                                key,
                                id -> {
                                    if (index.vocabulary.significant(id)
                                            && !Similarity.unlike(
                                                    one.letters(),
                                                    index.vocabulary.letters[id],
                                                    1)) {
                                        ids.add(id);
                                    }
                                }));
        for (int k = 0; k < ids.size(); k++) {
            Token whole = index.vocabulary.token(ids.get(k));
            if (similarity.of(one, whole) >= Pairing.JOINED) {
                int id = ids.get(k);
                known.mark(id, both);
                for (int p = index.postingStarts[id]; p < index.postingStarts[id + 1]; p++) {
                    touch(index.postings[p], MET);
                }
            }
        }
    }

    /** Whether the parts that are alike, those found by no key too, may come to the least score. */
    private boolean promising(int name) {
        return bound(name) >= least - SLACK
                || (touched.size() <= FEW && looked(name) && bound(name) >= least - SLACK)
                || cutOtherwise(name);
    }

    /** Whether what is left over on both sides may be the same letters, in other words. */
    private boolean cutOtherwise(int name) {
        long theirs = 0;
        long mine = 0;
        int theirWords = 0;
        int length = 0;
        for (int k = index.nameStarts[name]; k < index.nameStarts[name + 1]; k++) {
            int id = index.parts[k];
            long which = known.alike(id);
            mine |= which;
            if (which == 0) {
                theirs |= index.vocabulary.letters[id];
                length += index.vocabulary.foldedLength(id);
                theirWords++;
            }
        }
        long letters = 0;
        int words = 0;
        for (int i = 0; i < asked.size(); i++) {
            if ((mine & (1L << i)) == 0) {
                letters |= asked.get(i).letters();
                length -= asked.get(i).folded().length();
                words++;
            }
        }
        return theirWords > 0
                && words > 0
                && theirWords + words > 2
                && Math.abs(length) <= MOST_APART
                && !Similarity.unlike(letters, theirs, NEAR);
    }

    /** An upper bound of the score from the parts that are known to be alike. */
    private double bound(int name) {
        double theirs = 0;
        double shared = 0;
        long mine = 0;
        int words = 0;
        for (int k = index.nameStarts[name]; k < index.nameStarts[name + 1]; k++) {
            int id = index.parts[k];
            float weight = index.vocabulary.weights[id];
            long which = known.alike(id);
            if (which != 0) {
                shared += weight;
                mine |= which;
            } else {
                theirs += weight;
                words += index.vocabulary.significant(id) ? 1 : 0;
            }
        }
        double missing = 0;
        int missingWords = 0;
        for (int i = 0; i < asked.size(); i++) {
            if ((mine & (1L << i)) == 0) {
                missing += asked.get(i).weight();
                missingWords += asked.get(i).significant() ? 1 : 0;
            }
        }
        return Effects.bound(shared, missing, theirs, missingWords > 0 && words > 0);
    }

    /** Compares the parts of the name that no key has found; whether one is alike after all. */
    private boolean looked(int name) {
        boolean any = false;
        for (int k = index.nameStarts[name]; k < index.nameStarts[name + 1]; k++) {
            int id = index.parts[k];
            if (index.vocabulary.significant(id) && known.alike(id) == 0) {
                for (int i : finders) {
                    any |= mayBeLike(id, i) && known.of(id, i) >= LEAST_ALIKE;
                }
            }
        }
        return any;
    }

    private boolean mayBeLike(int id, int i) {
        return otherGivenNames[i]
                || index.vocabulary.scriptDiffers(asked.get(i), id)
                || !Similarity.unlike(asked.get(i).letters(), index.vocabulary.letters[id], 1);
    }

    private double score(int name) {
        NameTokens theirs = theirs(name);
        int n = asked.size();
        int m = theirs.size();
        float[] sims = new float[n * m];
        for (int j = 0; j < m; j++) {
            float[] column = known.of(index.parts[index.nameStarts[name] + j]);
            for (int i = 0; i < n; i++) {
                sims[i * m + j] = column[i];
            }
        }
        return Alignment.of(asked, theirs, sims, similarity).score();
    }

    private NameTokens theirs(int name) {
        int from = index.nameStarts[name];
        Token[] tokens = new Token[index.nameStarts[name + 1] - from];
        for (int j = 0; j < tokens.length; j++) {
            tokens[j] = known.token(index.parts[from + j]);
        }
        return new NameTokens(tokens, asked.personal());
    }
}
