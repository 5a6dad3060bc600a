package dev.winnow.velocity;

import dev.winnow.velocity.application.ForgetOld;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is past its time, again and again. Thread-safe. */
final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final ForgetOld forget;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    Sweeper(ForgetOld forget, Duration interval) {
        this.forget = forget;
        this.interval = interval;
        thread = Thread.ofVirtual().name("velocity-sweep").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        boolean failing = false;
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    boolean more;
                    do {
                        more = forget.sweep();
                    } while (more && closed.getCount() > 0);
                    failing = false;
                } catch (RuntimeException e) {
                    // The next round tries again; said once for as long as a database is away.
                    if (!failing) {
                        LOG.warn("old applications are removed later: {}", e.getMessage());
                    }
                    failing = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a batch that is being removed, and removes no more. */
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
