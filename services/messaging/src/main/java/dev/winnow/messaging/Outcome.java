package dev.winnow.messaging;

import java.time.Duration;

/** What became of an event. */
public sealed interface Outcome {
    /** Handled; it is acknowledged. */
    record Done() implements Outcome {
        private static final Done INSTANCE = new Done();
    }

    /**
     * Not now; it is delivered again, and goes to the dead letters when that happened too often.
     *
     * @param delay until then at the least; zero for the policy's backoff
     * @param reason for the log and, in the end, the dead letter
     */
    record RetryLater(Duration delay, String reason) implements Outcome {}

    /** Never; it goes to the dead letters at once. */
    record DeadLetter(String reason) implements Outcome {}

    static Outcome done() {
        return Done.INSTANCE;
    }

    static Outcome retryLater(Duration delay, String reason) {
        return new RetryLater(delay, reason);
    }

    static Outcome deadLetter(String reason) {
        return new DeadLetter(reason);
    }
}
