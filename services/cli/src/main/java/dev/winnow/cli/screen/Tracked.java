package dev.winnow.cli.screen;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one reference of the file. Several rows share it when they repeat each other.
 * Guarded by the lock of {@link Pending} until all is done.
 */
final class Tracked {
    private final String reference;
    private @Nullable String applicationId;
    private @Nullable Outcome outcome;
    private long lookedAt;

    Tracked(String reference, long now) {
        this.reference = reference;
        this.lookedAt = now;
    }

    String reference() {
        return reference;
    }

    @Nullable String applicationId() {
        return applicationId;
    }

    void submitted(String id) {
        applicationId = id;
    }

    @Nullable Outcome outcome() {
        return outcome;
    }

    void decided(Outcome decided) {
        outcome = decided;
    }

    /** When it was last heard of, on the clock of {@link System#nanoTime}. */
    long lookedAt() {
        return lookedAt;
    }

    void lookedAt(long now) {
        lookedAt = now;
    }
}
