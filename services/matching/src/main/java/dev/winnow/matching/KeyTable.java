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
        int end = starts[bucket + 1];
        for (int i = first(hash, starts[bucket], end); i < end && hash(i) == hash; i++) {
            found.accept((int) entries[i]);
        }
    }

    /** Where those of the hash begin, beside which others may be that have very many. */
    private int first(int hash, int start, int end) {
        int from = start;
        int to = end;
        while (to - from > PER_BUCKET) {
            int middle = (from + to) >>> 1;
            if (Integer.compareUnsigned(hash(middle), hash) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        while (from < end && Integer.compareUnsigned(hash(from), hash) < 0) {
            from++;
        }
        return from;
    }

    private int hash(int entry) {
        return (int) (entries[entry] >>> Integer.SIZE);
    }
}
