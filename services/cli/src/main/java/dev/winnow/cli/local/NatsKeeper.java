package dev.winnow.cli.local;

import dev.winnow.localservers.LocalServerException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a nats-server again that has ended without being told to: after a second, and after twice
 * as long each time that it has not lasted, up to half a minute.
 */
final class NatsKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NatsKeeper.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(30);

    private final NatsNodes nodes;
    private final Map<String, Ended> ended = new HashMap<>();
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("keep-nats").factory());

    /** Of one node: when it is started again, and how long is waited then. */
    private record Ended(long startAt, Duration delay, boolean started) {
        boolean lasted(long now) {
            return started && now - startAt > MOST.toNanos();
        }
    }

    // A look never throws, and close ends the clock with all that is due.
    @SuppressWarnings("FutureReturnValueIgnored")
    NatsKeeper(NatsNodes nodes) {
        this.nodes = nodes;
        long period = LOOK.toMillis();
        clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    NatsNodes nodes() {
        return nodes;
    }

    private synchronized void look() {
        if (clock.isShutdown()) {
            return;
        }
        long now = System.nanoTime();
        for (String name : nodes.names()) {
            if (nodes.running(name)) {
                ended.computeIfPresent(name, (n, was) -> was.lasted(now) ? null : was);
            } else {
                notRunning(name, now);
            }
        }
    }

    private void notRunning(String name, long now) {
        Ended known = ended.get(name);
        if (known == null || known.started()) {
            Duration delay = known == null ? LEAST : longer(known.delay());
            LOG.warn(
                    "the nats-server {} has ended; it is started again in {} s",
                    name,
                    delay.toSeconds());
            ended.put(name, new Ended(now + delay.toNanos(), delay, false));
        } else if (now - known.startAt() >= 0) {
            startAgain(name, known);
        }
    }

    private void startAgain(String name, Ended known) {
        ended.put(name, new Ended(System.nanoTime(), known.delay(), true));
        try {
            nodes.startAgain(name);
            LOG.info("the nats-server {} runs again", name);
        } catch (LocalServerException e) {
            LOG.warn("the nats-server {} does not start again", name, e);
        }
    }

    private static Duration longer(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(MOST) < 0 ? twice : MOST;
    }

    /** Lets them end, and ends them. */
    @Override
    public void close() {
        clock.shutdown();
        synchronized (this) {
            nodes.close();
        }
    }
}
