package dev.winnow.faults.machine;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** For each line it reads: what time it is, and how long three ways of waiting took. */
final class TellTime {
    static final int WAIT_MILLIS = 100;

    private TellTime() {}

    private interface Wait {
        void run() throws InterruptedException;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Object lock = new Object();
        while (System.in.read() >= 0) {
            long now = System.currentTimeMillis();
            long latch =
                    millis(() -> new CountDownLatch(1).await(WAIT_MILLIS, TimeUnit.MILLISECONDS));
            long monitor =
                    millis(() -> {
                        synchronized (lock) {
                            lock.wait(WAIT_MILLIS);
                        }
                    });
            long moment =
                    millis(() -> LockSupport.parkUntil(System.currentTimeMillis() + WAIT_MILLIS));
            System.out.println(now + " " + latch + " " + monitor + " " + moment);
        }
    }

    private static long millis(Wait wait) throws InterruptedException {
        long began = System.nanoTime();
        wait.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
