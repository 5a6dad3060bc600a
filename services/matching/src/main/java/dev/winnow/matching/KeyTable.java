package dev.winnow.matching;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** From a hash to the numbers that were put under it, in two arrays. Immutable. */
final class KeyTable {
    /** About so many entries in a bucket. */
    private static final int PER_BUCKET = 4;

    private final int shift;
    private final int[] starts;
    private final long[] entries;

    private KeyTable(long[] sorted, int shift, int[] starts) {
        entries = sorted;
        this.shift = shift;
        this.starts = starts;
    }

    /**
     * @param pairs hash in the upper and number in the lower half; is sorted here, and kept
     */
    static KeyTable of(long[] pairs) {
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] ^= Long.MIN_VALUE;
        }
        Arrays.parallelSort(pairs);
        int size = 0;
        for (int i = 0; i < pairs.length; i++) {
            long pair = pairs[i] ^ Long.MIN_VALUE;
            if (size == 0 || pairs[size - 1] != pair) {
                pairs[size++] = pair;
            }
        }
        return sorted(size == pairs.length ? pairs : Arrays.copyOf(pairs, size));
    }

    /**
     * @param entries as {@link #entries()} gave them
     */
    static KeyTable sorted(long[] entries) {
        int bits =
                Math.clamp(32 - Integer.numberOfLeadingZeros(entries.length / PER_BUCKET), 1, 28);
        int shift = Long.SIZE - bits;
        int[] starts = new int[(1 << bits) + 1];
        for (long entry : entries) {
            starts[(int) (entry >>> shift) + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        return new KeyTable(entries, shift, starts);
    }

    long[] entries() {
        return entries;
    }

    void each(int hash, IntConsumer found) {
        int bucket = (int) (((long) hash << 32) >>> shift);
        for (int i = starts[bucket]; i < starts[bucket + 1]; i++) {
            if ((int) (entries[i] >>> 32) == hash) {
                found.accept((int) entries[i]);
            }
        }
    }
}
