package dev.winnow.datastore;

import dev.winnow.datastore.TimerTable.Outlook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fires timers when they are due: woken at the moment of the next one, when this process schedules
 * one, and every second for those that other instances scheduled. In rounds of a tenth of a second,
 * each with a tenth of the rate.
 */
final class TimerLoop {
    private static final Logger LOG = LoggerFactory.getLogger(TimerLoop.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final int COUNT_LIMIT = 1000;

    private final Transactions transactions;
    private final TimerConfig config;
    private final TimerRun run;
    private final Set<String> kinds;
    private final TimerMeters meters;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile boolean stopping;
    private boolean failing;

    TimerLoop(
            String service,
            Transactions transactions,
            TimerConfig config,
            TimerRun run,
            Set<String> kinds,
            TimerMeters meters) {
        this.transactions = transactions;
        this.config = config;
        this.run = run;
        this.kinds = kinds;
        this.meters = meters;
        this.thread = Thread.ofVirtual().name("timers-" + service).unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wake.release();
    }

    /** Begins no more and waits for those at work; after the limit they are interrupted. */
    void stop(Duration limit) {
        stopping = true;
        wake.release();
        try {
            if (!thread.join(limit)) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void loop() {
        try {
            while (!stopping) {
                Duration pause = attempt();
                if (wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("timers are interrupted: their time to stop is over");
        }
    }

    /** One round; returns when to begin the next. */
    private Duration attempt() throws InterruptedException {
        try {
            Duration pause = round();
            failing = false;
            return pause;
        } catch (DatastoreException e) {
            if (!failing) {
                LOG.warn("timers wait for the database: {}", e.getMessage());
            }
            failing = true;
            return SWEEP;
        }
    }

    private Duration round() throws InterruptedException {
        long began = System.nanoTime();
        Outlook outlook = transactions.sql(h -> TimerTable.outlook(h, kinds, COUNT_LIMIT));
        meters.outlook(outlook);
        if (outlook.due() == 0) {
            return outlook.nextSeconds()
                    .map(next -> Duration.ofMillis((long) Math.ceil(next * 1000)))
                    .filter(next -> next.compareTo(SWEEP) < 0)
                    .map(next -> next.isNegative() ? Duration.ZERO : next)
                    .orElse(SWEEP);
        }
        AtomicInteger budget = new AtomicInteger(config.perSecond() / 10);
        int fired = fire((int) Math.min(config.concurrency(), outlook.due()), budget);
        boolean within = budget.get() > 0;
        if (within && fired > 0) {
            return Duration.ZERO;
        }
        // The rate is used up, or another instance is at those that are due.
        Duration left = ROUND.minusNanos(System.nanoTime() - began);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private int fire(int workers, AtomicInteger budget) throws InterruptedException {
        AtomicInteger fired = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            threads.add(Thread.ofVirtual().name("timer-", i).start(() -> work(budget, fired)));
        }
        try {
            for (Thread each : threads) {
                each.join();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            throw e;
        }
        return fired.get();
    }

    private void work(AtomicInteger budget, AtomicInteger fired) {
        try {
            while (!stopping && budget.getAndDecrement() > 0 && run.next()) {
                fired.incrementAndGet();
            }
        } catch (DatastoreException e) {
            LOG.debug("a timer could not be fired; it is tried again", e);
        }
    }
}
