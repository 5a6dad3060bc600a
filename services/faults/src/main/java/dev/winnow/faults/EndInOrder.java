package dev.winnow.faults;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Work that a SIGTERM or Ctrl-C interrupts, and that has some time then to come to its end. */
final class EndInOrder {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private EndInOrder() {}

    static <T> T of(Callable<T> work) throws Exception {
        Thread worker = Thread.currentThread();
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> interrupt(worker, ended), "end-in-order");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.call();
        } finally {
            ended.countDown();
        }
    }

    private static void interrupt(Thread worker, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            // Whatever still runs then is killed with this process.
            ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
