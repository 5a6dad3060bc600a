package dev.winnow.messaging.ops;

import ch.qos.logback.classic.LoggerContext;
import dev.winnow.messaging.config.ConfigException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a service's process.
 *
 * <ul>
 *   <li>It starts, or logs one clear line and exits 1 (2 when its configuration is bad).
 *   <li>On SIGTERM or SIGINT it drains within a limit, closes and exits 0; when it could not finish
 *       within the limit, it says so and exits 1. What was not finished is delivered again.
 * </ul>
 */
public final class ServiceMain {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);
    private static final int FAILED = 1;
    private static final int BAD_CONFIG = 2;

    /** A started service. */
    public interface Running extends AutoCloseable {
        /** Takes no new work, finishes what it has, for at most the limit. */
        void drain(Duration limit);

        @Override
        void close();
    }

    /** Starts a service, completely or not at all. */
    @FunctionalInterface
    public interface Starter {
        Running start() throws Exception;
    }

    private ServiceMain() {}

    /**
     * Runs a service until the process is told to stop; it does not return.
     *
     * @param service its name, for the log
     * @param drainLimit how long a stop may take
     */
    public static void run(String service, Duration drainLimit, Starter starter) {
        Logging.configure(service);
        Running running = start(service, starter);
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("drain")
                                .unstarted(() -> stop(service, drainLimit, running)));
        LOG.info("{} is running", service);
        parkForever();
    }

    // Whatever a start throws, an Error too, ends in one line and an exit code.
    @SuppressWarnings("CatchingUnchecked")
    private static Running start(String service, Starter starter) {
        try {
            return starter.start();
        } catch (Throwable failed) {
            LOG.error("{} cannot start: {}", service, line(failed));
            LOG.debug("The cause", failed);
            exit(failed instanceof ConfigException ? BAD_CONFIG : FAILED);
            throw new IllegalStateException("not reached", failed);
        }
    }

    private static String line(Throwable failed) {
        String message = failed.getMessage();
        return message == null || message.isBlank()
                ? failed.getClass().getSimpleName()
                : message.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
    }

    private static void stop(String service, Duration limit, Running running) {
        LOG.info("{} is draining, for at most {} s", service, limit.toSeconds());
        CountDownLatch drained = new CountDownLatch(1);
        Thread.ofPlatform()
                .daemon()
                .name("drain-work")
                .start(() -> drainAndClose(service, limit, running, drained));
        // The runtime's own limit is the first; this one holds whatever a service does.
        boolean done = awaitQuietly(drained, limit.plusSeconds(5));
        if (done) {
            LOG.info("{} has stopped", service);
        } else {
            LOG.error("{} did not finish within {} s; stopping it", service, limit.toSeconds());
        }
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        // A process that ends by a signal would exit 143; a drained one has succeeded.
        Runtime.getRuntime().halt(done ? 0 : FAILED);
    }

    // The process is ending: what fails now is logged, and the rest is still closed.
    @SuppressWarnings("CatchingUnchecked")
    private static void drainAndClose(
            String service, Duration limit, Running running, CountDownLatch drained) {
        try (running) {
            running.drain(limit);
        } catch (Throwable failed) {
            LOG.error("{} did not stop cleanly", service, failed);
            return;
        }
        drained.countDown();
    }

    private static boolean awaitQuietly(CountDownLatch latch, Duration limit) {
        try {
            return latch.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void parkForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exit(int code) {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
        System.exit(code);
    }
}
