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

    public RecoverScreenings(Workflows workflows, ScreeningRunner runner, Duration lease) {
        this.workflows = workflows;
        this.runner = runner;
        this.lease = lease;
    }

    /**
     * Takes up as many as there are free permits, and no more.
     *
     * @return how many
     */
    public int sweep() {
        int all = 0;
        int taken;
        do {
            taken = sweepBatch();
            all += taken;
        } while (taken == BATCH);
        return all;
    }

    private int sweepBatch() {
        int permits = runner.acquireFree(BATCH);
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
