package dev.winnow.matching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Many names, made for finding those that are like a given one without looking at the others.
 * Immutable and thread-safe; in arrays and pools of bytes, without an object for each name.
 *
 * <p>A part of a name is found by itself, by what is left of it without one or two letters, and by
 * its consonants; two parts that the other name writes as one word are found as such.
 */
public final class NameIndex {
    /** Working memory that is kept for the next question: one for each that runs at a time. */
    private static final int KEPT = Runtime.getRuntime().availableProcessors() * 2;

    final Vocabulary vocabulary;

    /** Where each name's parts begin in {@link #parts}. */
    final int[] nameStarts;

    final int[] parts;

    /** Where the names of each part begin in {@link #postings}. */
    final int[] postingStarts;

    final int[] postings;

    /** From keys of parts to parts. */
    final KeyTable neighbours;

    /** From keys of two parts of a name to names. */
    final KeyTable pairs;

    /** From keys of two neighbouring parts to names. */
    final KeyTable joined;

    private final ConcurrentLinkedQueue<byte[]> scratches = new ConcurrentLinkedQueue<>();

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
            KeyTable pairs,
            KeyTable joined) {
        this.vocabulary = vocabulary;
        this.nameStarts = nameStarts;
        this.parts = parts;
        this.postingStarts = postingStarts;
        this.postings = postings;
        this.neighbours = neighbours;
        this.pairs = pairs;
        this.joined = joined;
    }

    /** How many names there are. */
    public int size() {
        return nameStarts.length - 1;
    }

    /**
     * The parts of a name, by its number.
     *
     * @param personal whether they were read as persons' names
     */
    public NameTokens name(int name, boolean personal) {
        List<Token> tokens = new ArrayList<>();
        for (int k = nameStarts[name]; k < nameStarts[name + 1]; k++) {
            tokens.add(vocabulary.token(parts[k]));
        }
        return new NameTokens(tokens, personal);
    }

    /**
     * Hands over names that are like the one asked for, once each, in no order.
     *
     * @param least scores below it are left out; below 0.5 names may be left out that reach it
     */
    public void find(NameTokens asked, double least, Found found) {
        if (asked.isEmpty() || size() == 0) {
            return;
        }
        byte[] scratch = scratch();
        try {
            new Search(this, asked, least, scratch).run(found);
        } finally {
            if (scratches.size() < KEPT) {
                scratches.add(scratch);
            }
        }
    }

    /** Zeroed, one byte for each name; who takes it clears what it has set. */
    private byte[] scratch() {
        byte @Nullable [] kept = scratches.poll();
        return kept != null ? kept : new byte[size()];
    }

    /** Bytes of the arrays, roughly. */
    public long bytes() {
        return 4L * (nameStarts.length + parts.length + postingStarts.length + postings.length)
                + 8L
                        * (neighbours.entries().length
                                + pairs.entries().length
                                + joined.entries().length)
                + vocabulary.texts.length
                + vocabulary.folded.length
                + 21L * vocabulary.size();
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

        int get(int i) {
            return values[i];
        }

        int size() {
            return size;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }
}
