package dev.winnow.datastore;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes published and handled events that are past their time, a few at a time. */
final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final int BATCH = 1000;

    private final Transactions transactions;
    private final Duration keep;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    Retention(String service, Transactions transactions, Duration keep) {
        this.transactions = transactions;
        this.keep = keep;
        this.thread = Thread.ofVirtual().name("retention-" + service).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    sweep();
                } catch (DatastoreException e) {
                    LOG.debug("old events are deleted later", e);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("retention is interrupted");
        }
    }

    /** Deletes all that is too old; returns how many. */
    int sweep() {
        int all = 0;
        int deleted;
        do {
            deleted =
                    transactions.sql(h ->
                            OutboxTable.deletePublished(h, keep, BATCH)
                                    + InboxTable.deleteHandled(h, keep, BATCH));
            all += deleted;
        } while (deleted >= BATCH && closed.getCount() > 0);
        return all;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
