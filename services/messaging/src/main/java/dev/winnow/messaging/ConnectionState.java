package dev.winnow.messaging;

/** What a connection to NATS is doing. */
public enum ConnectionState {
    /** Messages flow. */
    CONNECTED,
    /** The connection broke and is being made again, for as long as it takes. */
    RECONNECTING,
    /** Closed on purpose; it stays so. */
    CLOSED
}
