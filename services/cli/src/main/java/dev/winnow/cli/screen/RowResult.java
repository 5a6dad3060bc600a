package dev.winnow.cli.screen;

import org.jspecify.annotations.Nullable;

/**
 * What became of one usable row.
 *
 * @param application null when the row was refused or could not be submitted
 * @param known whether the application had been submitted before
 * @param problem why there is no application; null when there is one
 */
record RowResult(
        long line,
        String reference,
        @Nullable Tracked application,
        boolean known,
        @Nullable Problem problem) {

    /**
     * Why a row has not become an application.
     *
     * @param invalid whether the row itself breaks a rule, so that it is a bad row
     */
    record Problem(String words, boolean invalid) {}

    static RowResult submitted(long line, Tracked application, boolean known) {
        return new RowResult(line, application.reference(), application, known, null);
    }

    static RowResult failed(long line, String reference, Problem problem) {
        return new RowResult(line, reference, null, false, problem);
    }

    /** How it ended; null when it has not. */
    @Nullable Outcome outcome() {
        return application == null ? null : application.outcome();
    }
}
