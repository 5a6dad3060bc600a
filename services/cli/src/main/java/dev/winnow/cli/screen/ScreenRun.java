package dev.winnow.cli.screen;

import dev.winnow.cli.input.ApplicationsFile;
import dev.winnow.cli.input.InputException;
import dev.winnow.cli.input.Row;
import dev.winnow.cli.input.RowReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Submits every usable row of a file and waits for the decisions. For one use. */
final class ScreenRun {
    /**
     * More than the services work on at the same time, so that they never wait for us; not much
     * more, since what waits in their queues only looks slow.
     */
    private static final int MOST_UNDECIDED = 256;

    private final Services services;
    private final int concurrency;
    private final Duration patience;
    private final Pending pending;

    ScreenRun(Services services, int concurrency, Duration patience) {
        this.services = services;
        this.concurrency = concurrency;
        this.patience = patience;
        this.pending = new Pending(MOST_UNDECIDED, patience);
    }

    /**
     * What came of it.
     *
     * @param rows in the order of the file; fewer than it has when waiting was given up
     * @param took from the first submission to the last decision
     */
    record Finished(List<RowResult> rows, Duration took) {
        Finished {
            rows = List.copyOf(rows);
        }
    }

    /** How far it is, at any time. */
    Pending.Count count() {
        return pending.count();
    }

    Finished run(ApplicationsFile file) throws IOException, InputException, InterruptedException {
        services.onDecided(decided -> pending.decided(decided.reference(), Outcome.of(decided)));
        long start = System.nanoTime();
        List<RowResult> rows;
        try (Stragglers stragglers = new Stragglers(services, pending);
                RowReader reader = file.rows()) {
            stragglers.start();
            rows = submitAll(reader);
            // Whether all are decided or waiting is no use any more, each row tells for itself.
            pending.awaitAll();
        }
        return new Finished(rows, Duration.ofNanos(System.nanoTime() - start));
    }

    private List<RowResult> submitAll(RowReader reader)
            throws InputException, InterruptedException {
        Submitter submitter = new Submitter(services, pending, new Patience(patience));
        Semaphore permits = new Semaphore(concurrency);
        List<Future<RowResult>> submissions = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                if (!(row instanceof Row.Usable usable)) {
                    continue; // told before anything was submitted
                }
                permits.acquire();
                Tracked tracked = pending.begin(usable.form().reference());
                if (tracked == null) {
                    break;
                }
                submissions.add(
                        threads.submit(() -> {
                            try {
                                return submitter.submit(usable, tracked);
                            } finally {
                                permits.release();
                            }
                        }));
            }
            return results(submissions);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<RowResult> results(List<Future<RowResult>> submissions)
            throws InterruptedException {
        List<RowResult> rows = new ArrayList<>(submissions.size());
        for (Future<RowResult> submission : submissions) {
            try {
                rows.add(submission.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("a submission failed", e.getCause());
            }
        }
        return rows;
    }
}
