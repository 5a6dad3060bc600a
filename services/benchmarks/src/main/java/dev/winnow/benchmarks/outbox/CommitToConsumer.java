package dev.winnow.benchmarks.outbox;

import dev.winnow.benchmarks.Calling;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Commits an effect together with an event, and waits until a consumer has handled the event. */
abstract class CommitToConsumer implements Calling {
    static final String EFFECT = "INSERT INTO effect (event_id, key) VALUES (?, ?)";

    private final AtomicLong numbers = new AtomicLong();
    private final ConcurrentHashMap<Long, CountDownLatch> waiting = new ConcurrentHashMap<>();

    abstract void commit(Happened event) throws Exception;

    final void handled(long n) {
        CountDownLatch latch = waiting.remove(n);
        if (latch != null) {
            latch.countDown();
        }
    }

    @Override
    public final void call() throws Exception {
        long n = numbers.incrementAndGet();
        CountDownLatch latch = new CountDownLatch(1);
        waiting.put(n, latch);
        commit(new Happened("k" + n, n));
        if (!latch.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("event " + n + " did not come");
        }
    }
}
