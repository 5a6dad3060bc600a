package dev.winnow.screening.application;

import java.time.Duration;
import java.util.List;

/**
 * Takes up what is due: attempts that were put off, and screenings whose holder has gone. Safe to
 * share; several instances may do it at the same time.
 */
public final class RecoverScreenings {
    /** Rows that are taken with one statement. */
    private static final int BATCH = 32;

    private final Workflows workflows;
    private final ScreeningRunner runner;
    private final Duration lease;
    private final Duration patience;
    private volatile boolean stopped;

    /**
     * @param patience how long it waits for a permit while more may be due
     */
    public RecoverScreenings(
            Workflows workflows, ScreeningRunner runner, Duration lease, Duration patience) {
        this.workflows = workflows;
        this.runner = runner;
        this.lease = lease;
        this.patience = patience;
    }

    /**
     * Takes up what is due until nothing is, always as many as there are permits for: what an
     * outage has put off is then done as fast as the service can.
     *
     * @return how many
     */
    public int sweep() {
        int all = 0;
        try {
            int taken;
            do {
                taken = sweepBatch();
                all += taken;
            } while (taken > 0 && !stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return all;
    }

    /** A sweep that goes on ends soon. */
    public void stop() {
        stopped = true;
    }

    private int sweepBatch() throws InterruptedException {
        int permits = runner.acquireSome(BATCH, patience);
        int used = 0;
        try {
            if (permits == 0) {
                return 0;
            }
            List<Claim> claims = workflows.takeDue(permits, lease);
            for (Claim claim : claims) {
                used++; // from here on the runner gives the permit back
                runner.run(claim);
            }
            return claims.size();
        } finally {
            runner.release(permits - used);
        }
    }
}
