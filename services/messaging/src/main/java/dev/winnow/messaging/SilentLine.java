package dev.winnow.messaging;

import io.nats.client.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether anything comes through to the server and back, when something that should have
 * come did not, and makes the connection again when nothing does: sooner than the pings of the
 * library would. Safe to share.
 */
final class SilentLine {
    private static final Logger LOG = LoggerFactory.getLogger(SilentLine.class);
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final AtomicBoolean underWay = new AtomicBoolean();

    /** Returns at once; one test at a time. */
    void begin(Connection connection) {
        if (connection.getStatus() == Connection.Status.CONNECTED
                && underWay.compareAndSet(false, true)) {
            Thread.ofVirtual().name("nats-silent-line").start(() -> test(connection));
        }
    }

    private void test(Connection connection) {
        try {
            if (!isAnswered(connection)) {
                LOG.warn("nothing comes back from NATS; the connection is made again");
                connection.forceReconnect();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException closed) {
            LOG.warn("the connection to NATS could not be made again: {}", closed.getMessage());
        } finally {
            underWay.set(false);
        }
    }

    private static boolean isAnswered(Connection connection) throws InterruptedException {
        try {
            connection.flush(LIMIT);
            return true;
        } catch (TimeoutException silence) {
            return connection.getStatus() != Connection.Status.CONNECTED;
        }
    }
}
