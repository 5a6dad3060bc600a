package dev.winnow.benchmarks.overload;

import dev.winnow.benchmarks.overload.OverloadSuite.Ask;
import dev.winnow.contracts.ErrorCode;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.Client;
import dev.winnow.messaging.ServiceErrorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Open load: calls begin at a rate, each on a virtual thread, whatever became of those before. */
final class OpenLoad {
    private static final long HIGHEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Client<Ask, Ask> client;
    private final AtomicLong numbers = new AtomicLong();

    OpenLoad(Client<Ask, Ask> client) {
        this.client = client;
    }

    /** What a slice came to; rates are per second. */
    record Result(
            double offered, double answered, Histogram accepted, Histogram refused, long lost) {
        double acceptedP99Millis() {
            return accepted.getValueAtPercentile(99) / 1e6;
        }

        double refusedP50Millis() {
            return refused.getValueAtPercentile(50) / 1e6;
        }

        double refusedP99Millis() {
            return refused.getValueAtPercentile(99) / 1e6;
        }
    }

    private static final class Tally {
        private final Histogram accepted = new ConcurrentHistogram(HIGHEST_NANOS, 3);
        private final Histogram refused = new ConcurrentHistogram(HIGHEST_NANOS, 3);
        private final LongAdder lost = new LongAdder();
    }

    /** Until the service is there. */
    void awaitService() {
        Tally tally = new Tally();
        while (tally.accepted.getTotalCount() == 0) {
            call(tally);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Answers a second with so many callers that each call again when answered. */
    double closed(int callers, Duration warmUp, Duration time) throws InterruptedException {
        long from = System.nanoTime() + warmUp.toNanos();
        long to = from + time.toNanos();
        LongAdder answered = new LongAdder();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                Tally tally = new Tally();
                                while (System.nanoTime() < to) {
                                    long before = tally.accepted.getTotalCount();
                                    call(tally);
                                    boolean done = tally.accepted.getTotalCount() > before;
                                    if (!done) {
                                        LockSupport.parkNanos(1_000_000);
                                    } else if (System.nanoTime() > from) {
                                        answered.increment();
                                    }
                                }
                            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return answered.sum() * 1e9 / time.toNanos();
    }

    Result open(double perSecond, Duration time) throws InterruptedException {
        Tally tally = new Tally();
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        long count = (long) (perSecond * time.toNanos() / 1e9);
        double apart = 1e9 / perSecond;
        for (long i = 0; i < count; i++) {
            long due = began + (long) (i * apart);
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.max(50_000, due - System.nanoTime()));
            }
            threads.add(Thread.ofVirtual().start(() -> call(tally)));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        for (Thread thread : threads) {
            thread.join();
        }
        return new Result(
                count / seconds,
                tally.accepted.getTotalCount() / seconds,
                tally.accepted,
                tally.refused,
                tally.lost.sum());
    }

    private void call(Tally tally) {
        long began = System.nanoTime();
        try {
            client.call(new Ask(numbers.incrementAndGet()));
            tally.accepted.recordValue(System.nanoTime() - began);
        } catch (ServiceErrorException error) {
            if (error.code().equals(ErrorCode.OVERLOADED)) {
                tally.refused.recordValue(System.nanoTime() - began);
            } else {
                tally.lost.increment();
            }
        } catch (CallException none) {
            tally.lost.increment();
        }
    }
}
