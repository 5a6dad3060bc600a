package dev.winnow.velocity.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Removes what is past its time, a few at a time. Safe to share. */
public final class ForgetOld {
    /** Applications in one transaction: a fraction of a second. */
    private static final int BATCH = 500;

    private final History history;
    private final Duration retention;
    private final InstantSource clock;
    private final Observer observer;

    public ForgetOld(History history, Duration retention, InstantSource clock, Observer observer) {
        this.history = history;
        this.retention = retention;
        this.clock = clock;
        this.observer = observer;
    }

    /** Removes one batch; whether there may be more. */
    public boolean sweep() {
        Instant before = clock.instant().minus(retention);
        int forgotten = history.forget(before, BATCH);
        observer.forgot(forgotten);
        return forgotten == BATCH;
    }
}
