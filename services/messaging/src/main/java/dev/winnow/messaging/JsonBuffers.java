package dev.winnow.messaging;

import java.util.concurrent.atomic.AtomicReferenceArray;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * Buffers that reading and writing JSON use again. A fixed number of places, each looked at without
 * a lock: the library's pools are either one for each thread, which is of no use where each request
 * may have another virtual thread, or one list that all threads change. Safe to share.
 */
final class JsonBuffers implements RecyclerPool<BufferRecycler> {
    private static final long serialVersionUID = 1L;

    /** A power of two; more than there are threads at work at the same moment. */
    private static final int PLACES = 16;

    private static final int TRIES = 4;

    private final transient AtomicReferenceArray<BufferRecycler> places =
            new AtomicReferenceArray<>(PLACES);

    @Override
    public BufferRecycler acquirePooled() {
        int place = firstPlace();
        for (int i = 0; i < TRIES; i++) {
            BufferRecycler found = places.get((place + i) & (PLACES - 1));
            if (found != null && places.compareAndSet((place + i) & (PLACES - 1), found, null)) {
                return found;
            }
        }
        return new BufferRecycler();
    }

    @Override
    public void releasePooled(BufferRecycler pooled) {
        int place = firstPlace();
        for (int i = 0; i < TRIES; i++) {
            if (places.compareAndSet((place + i) & (PLACES - 1), null, pooled)) {
                return;
            }
        }
        // All are taken: one more would only be kept for nothing.
    }

    @Override
    public int pooledCount() {
        int count = 0;
        for (int i = 0; i < PLACES; i++) {
            count += places.get(i) == null ? 0 : 1;
        }
        return count;
    }

    @Override
    public boolean clear() {
        for (int i = 0; i < PLACES; i++) {
            places.set(i, null);
        }
        return true;
    }

    /** Buffers are not written out with a mapper; one that is read begins without. */
    private Object readResolve() {
        return new JsonBuffers();
    }

    private static int firstPlace() {
        // Threads are numbered in the order in which they are made: their neighbours differ.
        return (int) (Thread.currentThread().threadId() & 3) << 2;
    }
}
