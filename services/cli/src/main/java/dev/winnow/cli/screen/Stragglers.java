package dev.winnow.cli.screen;

import dev.winnow.contracts.applications.ApplicationSummary;
import dev.winnow.messaging.CallException;
import dev.winnow.messaging.FanOut;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for applications whose decision was not heard of, since signals may be lost. */
final class Stragglers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stragglers.class);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int MOST_AT_ONCE = 256;
    private static final int CONCURRENCY = 16;

    private final Services services;
    private final Pending pending;
    private final Thread thread;

    Stragglers(Services services, Pending pending) {
        this.services = services;
        this.pending = pending;
        this.thread = Thread.ofVirtual().name("stragglers").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(INTERVAL);
                List<Callable<Boolean>> questions =
                        pending.silent(QUIET, MOST_AT_ONCE).stream()
                                .<Callable<Boolean>>map(id -> () -> ask(id))
                                .toList();
                if (!questions.isEmpty()) {
                    long answered =
                            FanOut.collect(CONCURRENCY, questions).stream()
                                    .filter(r -> r instanceof FanOut.Result.Success<Boolean>)
                                    .count();
                    LOG.debug("asked for {}, {} answered", questions.size(), answered);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ask(String applicationId) {
        try {
            ApplicationSummary found = services.get(applicationId).application();
            Outcome.of(found).ifPresent(o -> pending.decided(found.reference(), o));
            return true;
        } catch (CallException e) {
            LOG.debug("could not ask for an application; it is asked for again", e);
            return false;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
