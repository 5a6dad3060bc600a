package dev.winnow.messaging;

import io.nats.client.Connection;
import io.nats.client.ForceReconnectOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a server that is about to stop for another one, when one is known, before that server cuts
 * the connection: at a moment when no caller waits for a reply, if there is one soon. Safe to
 * share.
 */
final class LameDuck {
    private static final Logger LOG = LoggerFactory.getLogger(LameDuck.class);

    /** So that not all clients of a server move at the same moment. */
    private static final Duration SPREAD = Duration.ofSeconds(2);

    /** How long to look for a quiet moment; a server gives ten seconds at least by default. */
    private static final Duration QUIET = Duration.ofSeconds(4);

    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration FLUSH = Duration.ofSeconds(1);

    private final AtomicBoolean leaving = new AtomicBoolean();

    /** Returns at once. */
    void leave(Connection connection, BooleanSupplier busy) {
        if (connection.getServers().size() < 2) {
            LOG.warn("the NATS server is about to stop, and no other one is known");
            return;
        }
        if (leaving.compareAndSet(false, true)) {
            LOG.info("the NATS server is about to stop; changing to another one");
            Thread.ofVirtual().name("nats-lame-duck").start(() -> change(connection, busy));
        }
    }

    private void change(Connection connection, BooleanSupplier busy) {
        try {
            TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(SPREAD.toNanos()));
            Deadline quiet = Deadline.after(QUIET);
            while (busy.getAsBoolean() && !quiet.expired()) {
                LockSupport.parkNanos(LOOK.toNanos());
            }
            if (connection.getStatus() == Connection.Status.CONNECTED
                    && connection.getServerInfo().isLameDuckMode()) {
                connection.forceReconnect(ForceReconnectOptions.builder().flush(FLUSH).build());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalStateException e) {
            LOG.warn("could not change to another NATS server: {}", e.getMessage());
        } finally {
            leaving.set(false);
        }
    }
}
