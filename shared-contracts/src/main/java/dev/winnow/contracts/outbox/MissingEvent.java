package dev.winnow.contracts.outbox;

/**
 * An event that its stream has lost.
 *
 * @param eventId its CloudEvents id
 * @param stream that acknowledged it
 * @param sequence where it was
 */
public record MissingEvent(String eventId, String stream, long sequence) {}
