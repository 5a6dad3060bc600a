package dev.winnow.messaging;

import java.util.Optional;

/** Something that takes work from the connection, and can be made to stop taking it. */
interface Part {
    void start();

    /** Takes no more; what is in flight goes on. Returns at once. */
    void stopTaking();

    /** Waits for what is in flight; false when the deadline came first. */
    boolean awaitIdle(Deadline limit);

    /** What keeps it from its work, in words for an operator. */
    default Optional<String> problem() {
        return Optional.empty();
    }
}
