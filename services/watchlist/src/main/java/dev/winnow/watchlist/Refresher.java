package dev.winnow.watchlist;

import dev.winnow.messaging.LongWork;
import dev.winnow.watchlist.application.CurrentLists;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the lists in memory up to what is kept: when told that there is something new, and every
 * few seconds, since such a word may be lost. Thread-safe.
 */
final class Refresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    /** How long the end waits for a refresh that is under way. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CurrentLists lists;
    private final Duration interval;
    private final Semaphore news = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopped;

    /** What the log has been told of, by list. */
    private Map<String, String> told = Map.of();

    Refresher(CurrentLists lists, Duration interval) {
        this.lists = lists;
        this.interval = interval;
        thread = Thread.ofVirtual().name("watchlist-refresh").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Looks soon. */
    void nudge() {
        news.release();
    }

    private void run() {
        boolean failing = false;
        while (!stopped) {
            try {
                if (news.tryAcquire(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                }
                if (!stopped && LongWork.call("watchlist-refresh", lists::refresh)) {
                    LOG.info("now answering from {} lists", lists.snapshot().versions().size());
                }
                tell(lists.failures());
                failing = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The lists in memory go on answering; the next round tries again.
                if (!failing && !stopped) {
                    LOG.warn("the lists could not be refreshed: {}", e.getMessage());
                }
                failing = true;
            }
        }
    }

    /** Once for each failure, and when it is over; only this thread comes here. */
    private void tell(Map<String, String> failures) {
        failures.forEach((list, why) -> {
            if (!why.equals(told.get(list))) {
                LOG.warn("list {} cannot be brought up to the version in force: {}", list, why);
            }
        });
        for (String list : told.keySet()) {
            if (!failures.containsKey(list)) {
                LOG.info("list {} is up to the version in force again", list);
            }
        }
        told = failures;
    }

    @Override
    public void close() {
        stopped = true;
        // Woken, not interrupted: an interrupt would break the connection it may be reading from.
        nudge();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
