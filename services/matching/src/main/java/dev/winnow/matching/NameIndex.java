package dev.winnow.matching;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;

/**
 * Many names, made for finding those that are like a given one without looking at the others.
 * Immutable and thread-safe; in arrays and pools of bytes, without an object for each name.
 *
 * <p>A name is found whenever comparing it with the question, as {@link Alignment} does, reaches
 * the least score; but not by what is no word (an al, a number) alone.
 */
public final class NameIndex {
    private static final long[] NOT_MANY = {};

    /** Working memory that is kept for the next question: one for each that runs at a time. */
    private static final int KEPT = Runtime.getRuntime().availableProcessors() * 2;

    final Vocabulary vocabulary;

    /** Where each name's parts begin in {@link #parts}. */
    final int[] nameStarts;

    final int[] parts;

    /** Where the names of each part begin in {@link #postings}. */
    final int[] postingStarts;

    final int[] postings;

    /**
     * A bit for each name that has the part, where that takes at most twice the room that its
     * {@link #postings} do.
     */
    private final long[][] ofMany;

    /** From a word to the parts that are like it. */
    final Neighbourhood neighbours;

    /** From keys of two neighbouring parts to names. */
    final KeyTable joined;

    final NameFacts facts;

    private final ConcurrentLinkedQueue<Scratch> scratches = new ConcurrentLinkedQueue<>();

    /** Takes a name that was found. */
    @FunctionalInterface
    public interface Found {
        /**
         * @param name its number, from 0 in the order in which the names were given
         * @param score 0 to 1, from the names alone
         */
        void accept(int name, double score);
    }

    NameIndex(
            Vocabulary vocabulary,
            int[] nameStarts,
            int[] parts,
            int[] postingStarts,
            int[] postings,
            KeyTable neighbours,
            KeyTable joined) {
        this.vocabulary = vocabulary;
        this.nameStarts = nameStarts;
        this.parts = parts;
        this.postingStarts = postingStarts;
        this.postings = postings;
        this.joined = joined;
        this.neighbours = new Neighbourhood(this, neighbours);
        facts = new NameFacts(vocabulary, nameStarts, parts);
        ofMany = ofMany();
    }

    private long[][] ofMany() {
        long[][] bits = new long[vocabulary.size()][];
        int words = Meeting.wordsFor(size());
        for (int id = 0; id < bits.length; id++) {
            boolean many = namesWith(id) >= words;
            bits[id] = many ? new long[words] : NOT_MANY;
            for (int p = postingStarts[id]; many && p < postingStarts[id + 1]; p++) {
                Meeting.set(bits[id], postings[p]);
            }
        }
        return bits;
    }

    /** How many names have that part. */
    int namesWith(int id) {
        return postingStarts[id + 1] - postingStarts[id];
    }

    /** Takes all names that have that part. */
    void post(int id, long[] bits) {
        if (ofMany[id].length > 0) {
            Meeting.add(ofMany[id], bits);
            return;
        }
        int end = postingStarts[id + 1];
        for (int p = postingStarts[id]; p < end; p++) {
            int name = postings[p];
            bits[name >>> 6] |= 1L << name;
        }
    }

    /** As {@link #post}; names that were there already are also taken into {@code twice}. */
    void postAgain(int id, long[] bits, long[] twice) {
        if (ofMany[id].length > 0) {
            Meeting.addAgain(ofMany[id], bits, twice);
            return;
        }
        for (int p = postingStarts[id]; p < postingStarts[id + 1]; p++) {
            int name = postings[p];
            long bit = 1L << name;
            twice[name >>> 6] |= bits[name >>> 6] & bit;
            bits[name >>> 6] |= bit;
        }
    }

    /**
     * Reads what scoring these names will need, all of one kind before the next: what is far away
     * in memory is then waited for together, and not name by name.
     *
     * @param end may be more than there are
     * @return of no use but that it has to be made
     */
    int touch(int[] names, int from, int end) {
        int to = Math.min(end, names.length);
        int sum = 0;
        for (int k = from; k < to; k++) {
            sum += nameStarts[names[k]];
        }
        for (int k = from; k < to; k++) {
            sum += parts[nameStarts[names[k]]];
        }
        for (int k = from; k < to; k++) {
            for (int p = nameStarts[names[k]]; p < nameStarts[names[k] + 1]; p++) {
                sum += (int) vocabulary.shapes[parts[p] * Vocabulary.SHAPE];
            }
        }
        return sum;
    }

    /** How many names there are. */
    public int size() {
        return nameStarts.length - 1;
    }

    /**
     * Hands over names that are like the one asked for, once each, in no order.
     *
     * @param least scores below it are left out
     */
    public void find(NameTokens asked, double least, Found found) {
        if (asked.isEmpty() || size() == 0) {
            return;
        }
        Scratch scratch = scratch();
        new Search(this, asked, least, scratch, found).run();
        keep(scratch);
    }

    /** As {@link Alignment#of}, with the name of that number, only quicker. */
    public Alignment align(NameTokens asked, int name) {
        Scratch scratch = scratch();
        Alignment alignment = new Asked(this, asked, scratch).with(name, scratch.similarity);
        keep(scratch);
        return alignment;
    }

    /**
     * Looks up the words that another index was asked for last, so that the first questions are
     * answered as quickly as later ones: some thousand words, which takes less than making an index
     * of as many names.
     */
    public void learn(NameIndex other) {
        if (size() == 0) {
            return;
        }
        Scratch scratch = scratch();
        other.neighbours.latest(word -> neighbours.of(word, scratch));
        keep(scratch);
    }

    private Scratch scratch() {
        Scratch kept = scratches.poll();
        return kept != null ? kept : new Scratch(this);
    }

    /** Not after a failure, which may have left something in it. */
    private void keep(Scratch scratch) {
        if (scratches.size() < KEPT) {
            scratches.add(scratch);
        }
    }

    /** Bytes of the arrays, roughly. */
    public long bytes() {
        return facts.bytes()
                + 4L * (nameStarts.length + parts.length + postingStarts.length + postings.length)
                + 8L * (neighbours.table.entries().length + joined.entries().length)
                + vocabulary.texts.length
                + (long) Long.BYTES * vocabulary.shapes.length
                + Arrays.stream(ofMany).mapToLong(bits -> (long) Long.BYTES * bits.length).sum();
    }

    /** A growing array without boxes. */
    static final class Ints {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        boolean contains(int value) {
            for (int i = 0; i < size; i++) {
                if (values[i] == value) {
                    return true;
                }
            }
            return false;
        }

        void clear() {
            size = 0;
        }

        int get(int i) {
            return values[i];
        }

        int size() {
            return size;
        }

        void removeIf(IntPredicate unwanted) {
            int left = 0;
            for (int i = 0; i < size; i++) {
                if (!unwanted.test(values[i])) {
                    values[left++] = values[i];
                }
            }
            size = left;
        }

        /** In ascending order. */
        int[] distinct() {
            Arrays.sort(values, 0, size);
            int distinct = 0;
            for (int i = 0; i < size; i++) {
                if (i == 0 || values[i] != values[i - 1]) {
                    values[distinct++] = values[i];
                }
            }
            size = distinct;
            return toArray();
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
