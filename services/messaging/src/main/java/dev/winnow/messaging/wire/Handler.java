package dev.winnow.messaging.wire;

/** Takes the messages of one subscription, on the thread that reads the connection. */
@FunctionalInterface
public interface Handler {
    /** Must not block: nothing else is read meanwhile. What it throws is logged. */
    void onMessage(Inbound message);
}
