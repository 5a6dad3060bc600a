package dev.winnow.screening;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, whatever happened the last time. Safe to share. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private final Duration interval;
    private final String what;
    private final Runnable work;
    private boolean failing;

    private Ticker(String what, Duration interval, Runnable work) {
        this.what = what;
        this.interval = interval;
        this.work = work;
        this.thread = Thread.ofVirtual().name("screening-" + what).unstarted(this::loop);
    }

    static Ticker start(String what, Duration interval, Runnable work) {
        Ticker ticker = new Ticker(what, interval, work);
        ticker.thread.start();
        return ticker;
    }

    private void loop() {
        try {
            while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                once();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void once() {
        try {
            work.run();
            failing = false;
        } catch (RuntimeException e) {
            // Said once, not twice a second for as long as a database is away.
            if (failing) {
                LOG.debug("{} failed again", what, e);
            } else {
                LOG.warn("{} failed, it is tried again: {}", what, e.getMessage());
                LOG.debug("The cause", e);
            }
            failing = true;
        }
    }

    /** Waits for what is being done, and does it no more. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
