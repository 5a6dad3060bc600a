package dev.winnow.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The names of an index that may reach the least score of a question: those that have enough of its
 * parts. One question's.
 */
final class Candidates {
    /** Parts that more names have are looked at for being found twice in one word. */
    private static final int MANY = 64;

    /** Of so many names one is many. */
    private static final int MANY_OF = 512;

    private static final int[] NO_NAMES = {};

    private final NameIndex index;
    private final NameFacts facts;
    private final Asked asked;
    private final double least;
    private final Scratch scratch;
    private final Meeting meeting;
    private final Cutting cutting;
    private final Bounds bounds;

    /** When one of the parts is two of the name; made when it is needed. */
    private @Nullable Bounds joinedBounds;

    /** Whether one pair of several words is not enough between names of persons. */
    private final boolean needsTwo;

    /**
     * Whether a name has to have a part that is as like one of the question as the least score:
     * what pairs are worth together is their mean.
     */
    private final boolean closeOnes;

    /** Whether each two parts that are one word in some name are both finders. */
    private boolean finderWithFinder = true;

    /** For each finder a bit for those that have the names which have one word for both. */
    private final int[] sharing;

    Candidates(NameIndex index, Asked asked, double least, Scratch scratch) {
        this.index = index;
        this.facts = index.facts;
        this.asked = asked;
        this.least = least;
        this.scratch = scratch;
        this.meeting = scratch.meeting;
        this.cutting = scratch.cutting;
        sharing = new int[asked.finders.length];
        needsTwo = asked.side.ofPerson && least > Effects.MOST_OF_ONE_PART;
        closeOnes = asked.wordsOnly() && least > Similarity.INITIAL;
        bounds = new Bounds(asked, least, 1);
    }

    /** Hands over the names that have enough of the question's parts, once each. */
    void each(IntConsumer to) {
        long[] among = meet();
        cutting.begin(asked.neighbours);
        findApart();
        findTogether();
        shareWords();
        if (closeOnes) {
            cutting.addTo(among);
        }
        meeting.each(among, enough(), to);
    }

    /** What is enough for a name, whatever else is in it. */
    private List<Enough> enough() {
        List<Enough> enough = new ArrayList<>(5);
        int[] two = fewest(some -> isEnough(some, 2));
        int[] three = fewest(some -> isEnough(some, 3));
        if (Arrays.equals(two, three)) {
            enough.add(enough(two, facts.ofSeveralWords, false));
        } else {
            enough.add(enough(two, facts.ofTwoWords, false));
            enough.add(enough(three, facts.ofManyWords, false));
        }
        int[] least = fewest(some -> bounds.allow(withShared(some), 0, 0));
        enough.add(enough(least, facts.oneMayDo, false));
        long[] together = cutting.together();
        if (together != null) {
            int more = 2 + together();
            least =
                    fewest(some ->
                            bounds.allow(withShared(some), more - pairs(withShared(some)), 0));
            enough.add(enough(least, together, true));
        }
        long[] apart = cutting.apart();
        if (apart != null) {
            least = fewest(some -> boundsOfJoined().allow(withShared(some), 0, 0));
            enough.add(enough(least, apart, true));
        }
        return enough;
    }

    private Enough enough(int[] sets, long[] names, boolean few) {
        return new Enough(asked.finders.length, sets, names, few);
    }

    /** For a name of so many words, which are not cut otherwise. */
    private boolean isEnough(int some, int words) {
        return bounds.allow(some, words - pairs(some), 0) && !tooLittle(pairs(some));
    }

    /** How many words less a name has at least where it has one for two. */
    private int together() {
        return finderWithFinder ? 1 : 0;
    }

    /** The least sets of finders that are enough: who has enough of them has one of these. */
    private int[] fewest(IntPredicate enough) {
        int[] fewest = new int[1 << sharing.length];
        int size = 0;
        for (int some = 1; some < fewest.length; some++) {
            boolean more = false;
            for (int k = 0; k < size && !more; k++) {
                more = (some & fewest[k]) == fewest[k];
            }
            if (!more && enough.test(some)) {
                fewest[size++] = some;
            }
        }
        return Arrays.copyOf(fewest, size);
    }

    private int pairs(int some) {
        return Integer.bitCount(some) + asked.others;
    }

    /** Names that are perhaps the question, cut into words otherwise; in ascending order. */
    int[] whole() {
        Token all = Joining.whole(asked.name);
        return all == null ? NO_NAMES : names(to -> Keys.whole(all.folded(), to));
    }

    /** Names that are perhaps the question's first letters, or have it as theirs. */
    int[] abbreviated() {
        return names(to -> Abbreviations.asked(asked.name, to));
    }

    private int[] names(Consumer<IntConsumer> keys) {
        NameIndex.Ints names = scratch.candidates;
        names.clear();
        keys.accept(key -> index.joined.each(key, joined -> names.add(Joined.name(joined))));
        return names.size() == 0 ? NO_NAMES : names.distinct();
    }

    /** One pair is not enough where a name has more words. */
    private boolean tooLittle(int pairs) {
        return needsTwo && pairs < 2;
    }

    /**
     * Says for each finder which names have something like it.
     *
     * @return the names that may reach the least score
     */
    private long[] meet() {
        meeting.clear();
        float closest = closeOnes ? (float) (least - Feature.STEP) : Float.MAX_VALUE;
        long[] close = scratch.close;
        if (closeOnes) {
            Arrays.fill(close, 0);
        }
        for (int part : asked.finders) {
            Neighbours known = asked.neighbours[part];
            if (known == null) {
                meeting.next(Objects.requireNonNull(asked.beginning(part)));
                continue;
            }
            long[] bits = meeting.next();
            for (int k = 0; k < known.ids.length; k++) {
                index.post(known.ids[k], bits);
                if (known.alikeAt(k) >= closest) {
                    index.post(known.ids[k], close);
                }
            }
            if (asked.name.get(part).type() == TokenClass.HONORIFIC) {
                Meeting.add(facts.titled, bits);
            }
        }
        return closeOnes ? close : facts.all;
    }

    /** Words of the question that are two in a name. */
    private void findApart() {
        for (int i = 0; i < asked.size(); i++) {
            Neighbours known = asked.neighbours[i];
            if (known != null && known.apart.length > 0) {
                cutting.areApart(known.apart);
                if (asked.finder(i) >= 0) {
                    Meeting.set(meeting.toChange(asked.finder(i)), known.apart);
                }
            }
        }
    }

    /** Words of the question that are one in a name. */
    private void findTogether() {
        for (int i = 0; i + 1 < asked.size(); i++) {
            Token a = asked.name.get(i);
            Token b = asked.name.get(i + 1);
            if (Joining.mayBeOneWord(a, b)) {
                Neighbours both = index.neighbours.asOne(a, b, scratch);
                if (both != null) {
                    cutting.areOne(i, both);
                    together(i, both);
                }
            }
        }
    }

    private void together(int first, Neighbours both) {
        int f = asked.finder(first);
        int g = asked.finder(first + 1);
        for (int k = 0; k < both.ids.length; k++) {
            int id = both.ids[k];
            if (both.alikeAt(k) > Math.max(asked.alike(first, id), asked.alike(first + 1, id))) {
                finderWithFinder = finderWithFinder && f >= 0 && g >= 0;
                cutting.areTogether(id);
                if (f >= 0) {
                    index.post(id, meeting.toChange(f));
                }
                if (g >= 0) {
                    index.post(id, meeting.toChange(g));
                }
            }
        }
    }

    /** A word that is like two parts of the question goes with one of them. */
    private void shareWords() {
        int[] finders = asked.finders;
        for (int f = 1; f < finders.length; f++) {
            for (int e = 0; e < f; e++) {
                if (mayShare(finders[e], finders[f])) {
                    float[] weights = asked.side.weights;
                    boolean first = weights[finders[e]] >= weights[finders[f]];
                    shareWords(first ? e : f, first ? f : e);
                }
            }
        }
    }

    private boolean mayShare(int part, int other) {
        Neighbours one = asked.neighbours[part];
        Neighbours two = asked.neighbours[other];
        return one != null
                && two != null
                && Math.min(one.names, two.names) > Math.max(MANY, index.size() / MANY_OF)
                && asked.side.repeated[part] == asked.side.repeated[other]
                && asked.side.significant[part]
                && asked.side.significant[other]
                && one.shares(two);
    }

    /** The lighter part has only those names that have a second word for it. */
    private void shareWords(int heavier, int lighter) {
        Neighbours one = Objects.requireNonNull(asked.neighbours[asked.finders[heavier]]);
        Neighbours other = Objects.requireNonNull(asked.neighbours[asked.finders[lighter]]);
        long[] any = scratch.any;
        long[] twice = scratch.twice;
        Arrays.fill(any, 0);
        System.arraycopy(facts.repeating, 0, twice, 0, twice.length);
        for (int id : one.ids) {
            index.postAgain(id, any, twice);
        }
        for (int id : other.ids) {
            if (one.alike(id) == 0) {
                index.postAgain(id, any, twice);
            }
        }
        // What is cut otherwise may have one of them by a word that is two, and the other by this.
        cutting.addTo(twice);
        long[] has = meeting.of(heavier);
        long[] bits = meeting.toChange(lighter);
        for (int i = 0; i < bits.length; i++) {
            bits[i] &= ~has[i] | twice[i];
        }
        sharing[lighter] |= 1 << heavier;
    }

    /** The finders that name has, those included that have a word with another. */
    int partsOf(int name) {
        return withShared(meeting.partsOf(name));
    }

    private int withShared(int parts) {
        int some = parts;
        for (int f = 0; f < sharing.length; f++) {
            some |= (sharing[f] & parts) != 0 ? 1 << f : 0;
        }
        return some;
    }

    /** Whether that name may reach the least score after a closer look. */
    boolean mayReach(int name) {
        int parts = meeting.partsOf(name);
        int words = facts.words(name);
        int pairs = pairs(parts);
        return bounds.allow(parts, words - pairs, facts.heavyWords(name) - pairs)
                && !(tooLittle(pairs)
                        && Math.max(words, asked.side.words) > 1
                        && facts.ofPerson(name));
    }

    /** As {@link #mayReach}, of one that is perhaps cut into words otherwise. */
    boolean mayReachCut(int name) {
        int parts = partsOf(name);
        int pairs = pairs(parts);
        int words = facts.words(name) - pairs;
        int heavy = facts.heavyWords(name) - pairs;
        if (cutting.isApart(name)) {
            // Each of the parts may be two words.
            return boundsOfJoined().allow(parts, words - pairs, heavy - pairs);
        }
        return bounds.allow(parts, words + together(), heavy + together());
    }

    private Bounds boundsOfJoined() {
        Bounds made = joinedBounds;
        if (made == null) {
            made = new Bounds(asked, least, 2);
            joinedBounds = made;
        }
        return made;
    }
}
