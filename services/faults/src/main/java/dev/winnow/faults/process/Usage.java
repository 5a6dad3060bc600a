package dev.winnow.faults.process;

/**
 * What a process holds at a moment.
 *
 * @param threads of the operating system
 * @param files open files and sockets
 * @param heapBytes in use after a collection
 */
public record Usage(int threads, int files, long heapBytes) {
    private static final int MORE_THREADS = 16;
    private static final int MORE_FILES = 24;
    private static final long MORE_HEAP = 48L << 20;

    /**
     * Whether this is back at the baseline. Pools and caches may stand a little higher than before
     * their first trouble, and the JVM has threads of its own that come and go; a leak grows with
     * each fault, and is found by the next at the latest.
     */
    public boolean isBackAt(Usage baseline) {
        return threads <= baseline.threads + MORE_THREADS
                && files <= baseline.files + MORE_FILES
                && heapBytes <= baseline.heapBytes + MORE_HEAP;
    }

    @Override
    public String toString() {
        return "%d threads, %d files, %d MiB heap".formatted(threads, files, heapBytes >> 20);
    }
}
