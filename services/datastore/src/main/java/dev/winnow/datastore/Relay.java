package dev.winnow.datastore;

import dev.winnow.messaging.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from the outbox to their streams, on one thread: at once when a transaction of this
 * process commits, and every second for what a crash, a failure or another instance left. It is a
 * platform thread, which waits for the database's answers at much less cost than a virtual one.
 */
final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** For the acknowledgements of one batch. */
    static final Duration PUBLISH_LIMIT = Duration.ofSeconds(10);

    /** For so long trouble is nothing to tell: it may be over with the next try. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(50);
    private static final Duration LONGEST_BACKOFF = Duration.ofMillis(800);

    /** Since when nothing gets out, and why as it was last told. */
    private record Failure(String reason, long sinceNanos) {}

    private final Transactions transactions;
    private final RelayPass pass;
    private final RelayMeters meters;
    private final int countLimit;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable Deadline stopBy;
    private volatile @Nullable Failure failure;
    private volatile long publishedAtNanos = System.nanoTime();

    Relay(
            String service,
            Transactions transactions,
            RelayPass pass,
            RelayMeters meters,
            int countLimit) {
        this.transactions = transactions;
        this.pass = pass;
        this.meters = meters;
        this.countLimit = countLimit;
        this.thread = Thread.ofPlatform().daemon().name("outbox-" + service).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There is something new. */
    void wake() {
        wake.release();
    }

    /** Publishes what is there, for no longer than the time given, and ends. */
    void stop(Duration limit) {
        stopBy = Deadline.after(limit);
        wake.release();
        try {
            if (!thread.join(limit.plusSeconds(1))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration backoff = Duration.ZERO;
        long nextSweep = System.nanoTime();
        try {
            while (true) {
                Deadline end = stopBy;
                Optional<RelayPass.Result> result = attempt(end);
                boolean fruitless = result.isEmpty() || result.get().fruitless();
                boolean more = result.isPresent() && result.get().more();
                if (end != null && (end.expired() || (!fruitless && !more))) {
                    return;
                }
                backoff = fruitless ? longer(backoff) : Duration.ZERO;
                nextSweep = measure(nextSweep);
                if (!more) {
                    pause(backoff);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the relay is interrupted: its time to stop is over");
        }
    }

    /** Empty when the database could not do it. */
    private Optional<RelayPass.Result> attempt(@Nullable Deadline end) {
        try {
            RelayPass.Result result =
                    pass.run(
                            end == null
                                    ? Deadline.after(PUBLISH_LIMIT)
                                    : end.atMost(PUBLISH_LIMIT));
            result.acknowledged().values().forEach(ack -> meters.published(ack.duplicate()));
            for (int i = 0; i < result.failed(); i++) {
                meters.failed();
            }
            if (!result.acknowledged().isEmpty()) {
                publishedAtNanos = System.nanoTime();
            }
            // A pass in which all that failed has to wait longer shows nothing.
            if (result.failed() > 0 || !result.acknowledged().isEmpty() || meters.pending() == 0) {
                report(result.failed() > 0, result.reason().orElse(""));
            }
            return Optional.of(result);
        } catch (DatastoreException e) {
            report(true, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** One line when it begins and one when it ends, however long it lasts. */
    private void report(boolean failed, String reason) {
        Failure before = failure;
        if (failed && before == null) {
            LOG.warn("events wait in the outbox and are tried again: {}", reason);
        } else if (before != null && !failed) {
            LOG.info("the outbox is published again");
        }
        failure =
                failed
                        ? new Failure(
                                reason, before == null ? System.nanoTime() : before.sinceNanos())
                        : null;
    }

    /** Why nothing at all has been published for a while; empty when all is well. */
    Optional<String> problem() {
        Failure now = failure;
        if (now == null) {
            return Optional.empty();
        }
        long idle = Math.min(sinceNanos(now.sinceNanos()), sinceNanos(publishedAtNanos));
        return idle > PATIENCE.toNanos()
                ? Optional.of("events wait to be published: " + now.reason())
                : Optional.empty();
    }

    private static long sinceNanos(long nanos) {
        return System.nanoTime() - nanos;
    }

    /** Counts what waits, once in a sweep interval. */
    private long measure(long due) {
        if (System.nanoTime() - due < 0) {
            return due;
        }
        try {
            meters.backlog(transactions.sql(h -> OutboxTable.backlog(h, countLimit)));
        } catch (DatastoreException e) {
            LOG.debug("the outbox cannot be counted", e);
        }
        return System.nanoTime() + SWEEP.toNanos();
    }

    /** Until woken; a failure is waited out, also when there is something new. */
    private void pause(Duration backoff) throws InterruptedException {
        if (backoff.isZero()) {
            if (wake.tryAcquire(pass.untilNext(SWEEP).toNanos(), TimeUnit.NANOSECONDS)) {
                wake.drainPermits();
            }
            return;
        }
        long half = backoff.toNanos() / 2;
        TimeUnit.NANOSECONDS.sleep(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private static Duration longer(Duration backoff) {
        Duration next = backoff.isZero() ? FIRST_BACKOFF : backoff.multipliedBy(2);
        return next.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : next;
    }
}
