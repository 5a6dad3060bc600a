package dev.winnow.datastore;

import dev.winnow.datastore.TimerTable.Due;
import dev.winnow.messaging.Deadline;
import dev.winnow.messaging.TransientFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fires single timers. Safe to share. */
final class TimerRun {
    private static final Logger LOG = LoggerFactory.getLogger(TimerRun.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int REASON_LENGTH = 500;

    private final Transactions transactions;
    private final TimerConfig config;
    private final Map<String, TimerHandler> handlers;
    private final TimerMeters meters;

    TimerRun(
            Transactions transactions,
            TimerConfig config,
            Map<String, TimerHandler> handlers,
            TimerMeters meters) {
        this.transactions = transactions;
        this.config = config;
        this.handlers = handlers;
        this.meters = meters;
    }

    /** A handler's own failure, apart from one of the database around it. */
    private static final class HandlerFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Throwable failure;

        HandlerFailed(Throwable failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** The timer of a run, and what its handler failed with. */
    private static final class Taken {
        private @Nullable Due due;
        private @Nullable Throwable failure;
    }

    /**
     * Fires the next one that is due; false when there is none that is free.
     *
     * @throws DatastoreException when the database does not do it
     */
    boolean next() {
        Taken taken = new Taken();
        try {
            Deadline.after(LIMIT).call(() -> transactions.transact(() -> fire(taken)));
        } catch (Exception e) {
            if (taken.due == null) {
                throw e instanceof RuntimeException unchecked
                        ? unchecked
                        : new IllegalStateException(e);
            }
            // The transaction is gone, and with it what it wrote of the failure.
            taken.failure = taken.failure == null ? e : taken.failure;
            putOff(taken.due, taken.failure);
        }
        Due due = taken.due;
        if (due == null) {
            return false;
        }
        if (taken.failure == null) {
            meters.fired(due.timer().kind(), due.lateSeconds());
        } else {
            meters.failed(due.timer().kind());
        }
        return true;
    }

    /** Failed ones are put off before anybody else can take them. */
    private boolean fire(Taken taken) {
        Optional<Due> found = transactions.sql(h -> TimerTable.take(h, handlers.keySet()));
        if (found.isEmpty()) {
            return false;
        }
        Due due = found.get();
        taken.due = due;
        try {
            transactions.attempt(() -> {
                Timer timer = due.timer();
                // Gone before the handler runs, which may schedule it anew.
                transactions.sql(h -> TimerTable.remove(h, timer.kind(), timer.key()));
                call(timer);
            });
        } catch (RuntimeException e) {
            Throwable failure = e instanceof HandlerFailed failed ? failed.failure : e;
            taken.failure = failure;
            putOff(due, failure);
        }
        return true;
    }

    // An Error of the handler is a failure of this timer, not of those beside it.
    @SuppressWarnings("CatchingUnchecked")
    private void call(Timer timer) {
        TimerHandler handler = handlers.get(timer.kind());
        if (handler == null) {
            throw new IllegalStateException("no handler for " + timer.kind());
        }
        try {
            handler.fire(timer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HandlerFailed(e);
        } catch (Throwable e) {
            throw new HandlerFailed(e);
        }
    }

    private void putOff(Due due, Throwable failure) {
        Timer timer = due.timer();
        // What says nothing about the timer does not use up its attempts.
        boolean counts =
                !(failure instanceof TransientFailure || failure instanceof InterruptedException);
        boolean dead = counts && timer.attempt() >= config.maxAttempts();
        Duration wait = backoff(timer.attempt());
        String reason = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        LOG.warn(
                "{}: {}",
                timer,
                dead ? "dead, " + reason : reason + "; again in " + wait.toMillis() + " ms");
        LOG.debug("the cause", failure);
        String kept = reason.substring(0, Math.min(REASON_LENGTH, reason.length()));
        transactions.sql(h -> TimerTable.failed(h, due, counts, dead, wait, kept));
    }

    private Duration backoff(int attempt) {
        long ceiling = config.backoff().toMillis();
        for (int i = 1; i < attempt && ceiling < config.maxBackoff().toMillis(); i++) {
            ceiling *= 2;
        }
        long bounded = Math.min(ceiling, config.maxBackoff().toMillis());
        return Duration.ofMillis(
                bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
    }
}
