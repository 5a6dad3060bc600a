package dev.winnow.matching;

import java.util.Arrays;

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
        boolean[] done = new boolean[n];
        for (int round = 0; round < n; round++) {
            int rarest = rarest(names, done);
            boolean last = round == n - 1;
            boolean enough = rest < needed || (last && n > 1 && twoNeeded());
            // A few names more cost little, and find who is written with many slips.
            if (enough && names[rarest] > FEW) {
                break;
            }
            done[rarest] = true;
            rest -= asked.get(finders[rarest]).weight();
            for (int id : alike[rarest]) {
                for (int k = index.postingStarts[id]; k < index.postingStarts[id + 1]; k++) {
                    touch(index.postings[k], MET);
                }
            }
        }
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

    /** An upper bound of the score from the parts that are known to be alike. */
    private boolean promising(int name) {
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
        int missingWord = -1;
        for (int i = 0; i < asked.size(); i++) {
            if ((mine & (1L << i)) == 0) {
                missing += asked.get(i).weight();
                if (asked.get(i).significant()) {
                    missingWords++;
                    missingWord = i;
                }
            }
        }
        boolean otherWords = missingWords > 0 && words > 0;
        return Effects.bound(shared, missing, theirs, otherWords) >= least - SLACK
                || (otherWords
                        && missingWords == 1
                        && touched.size() <= FEW
                        && hasLike(name, missingWord));
    }

    /** Whether a part of the name, found by none of its keys, is like that part all the same. */
    private boolean hasLike(int name, int i) {
        for (int k = index.nameStarts[name]; k < index.nameStarts[name + 1]; k++) {
            int id = index.parts[k];
            if (index.vocabulary.significant(id)
                    && (otherGivenNames[i]
                            || index.vocabulary.scriptDiffers(asked.get(i), id)
                            || !Similarity.unlike(
                                    asked.get(i).letters(), index.vocabulary.letters[id], 1))
                    && known.of(id, i) >= LEAST_ALIKE) {
                return true;
            }
        }
        return false;
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
        return new NameTokens(tokens);
    }
}
