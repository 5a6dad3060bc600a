package dev.winnow.messaging;

import io.micrometer.core.instrument.Counter;
import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a connection back whose reader or writer thread died of an exception that the library does
 * not expect. One malformed inbound header is enough for that, and the library then still says
 * CONNECTED while nothing arrives any more. Safe to share.
 */
final class ConnectionGuard implements GuardedExecutor.Obituary {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionGuard.class);
    private static final Duration RETRY = Duration.ofMillis(50);

    private final Counter deaths;
    private final ReentrantLock recovering = new ReentrantLock();
    private volatile @Nullable Connection connection;
    private volatile boolean closed;

    ConnectionGuard(Counter deaths) {
        this.deaths = deaths;
    }

    void attach(Connection made) {
        connection = made;
    }

    void close() {
        closed = true;
    }

    /** Whether a connection that ends now ends against our will. */
    boolean isWanted() {
        return connection != null && !closed;
    }

    @Override
    public void died(GuardedExecutor executor, long run, Throwable cause) {
        if (closed) {
            return;
        }
        deaths.increment();
        LOG.warn("{} died, the connection to NATS is made again", executor.name(), cause);
        // Not on the dying thread: reconnecting waits for it to end.
        Thread.ofVirtual().name("nats-guard").start(() -> recover(executor, run));
    }

    private void recover(GuardedExecutor executor, long run) {
        recovering.lock();
        try {
            // The library ignores the request while it is connecting anyway, so ask until a new
            // thread has taken the dead one's place.
            while (!closed && executor.runs() == run) {
                Connection current = connection;
                if (current != null) {
                    current.forceReconnect();
                }
                if (executor.runs() == run) {
                    LockSupport.parkNanos(RETRY.toNanos());
                }
            }
        } catch (IOException | IllegalStateException e) {
            LOG.error("the connection to NATS could not be made again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            recovering.unlock();
        }
    }
}
