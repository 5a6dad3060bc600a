package dev.winnow.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Closed load: so many callers, each on a virtual thread, each calling again when answered. */
public final class Load {
    private static final long HIGHEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final List<Long> servers;

    /**
     * @param servers whose processor time counts
     */
    public Load(List<Long> servers) {
        this.servers = List.copyOf(servers);
    }

    /** Runs it for a while and says what came of it; the first failure ends it. */
    public Sample run(Calling contender, int callers, Duration time) throws Exception {
        Slice slice = new Slice(contender);
        List<Histogram> latencies = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Histogram latency = new Histogram(HIGHEST_NANOS, 3);
            latencies.add(latency);
            threads.add(Thread.ofVirtual().name("caller-", i).start(() -> slice.loop(latency)));
        }
        Usage before = Usage.now(servers);
        long began = System.nanoTime();
        slice.go.countDown();
        LockSupport.parkNanos(time.toNanos());
        slice.over = true;
        Usage used = Usage.now(servers).since(before);
        double seconds = (System.nanoTime() - began) / 1e9;
        for (Thread thread : threads) {
            thread.join();
        }
        Throwable failure = slice.failure.get();
        if (failure != null) {
            throw new IllegalStateException(contender.name() + " failed", failure);
        }
        Histogram all = new Histogram(HIGHEST_NANOS, 3);
        latencies.forEach(all::add);
        return new Sample(
                all.getTotalCount(),
                seconds,
                all,
                used.allocated(),
                used.cpuNanos(),
                used.serverCpuNanos());
    }

    private static final class Slice {
        private final Calling contender;
        private final CountDownLatch go = new CountDownLatch(1);
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile boolean over;

        Slice(Calling contender) {
            this.contender = contender;
        }

        // Whatever fails is reported by the one who waits.
        @SuppressWarnings("CatchingUnchecked")
        void loop(Histogram latency) {
            try {
                go.await();
                while (!over) {
                    long began = System.nanoTime();
                    contender.call();
                    latency.recordValue(Math.min(HIGHEST_NANOS, System.nanoTime() - began));
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
                over = true;
            }
        }
    }
}
