package dev.winnow.contracts.outbox;

/**
 * Published events of one stream that the outbox still keeps.
 *
 * @param stream that took them
 * @param events how many
 * @param lastSequence the highest sequence that the stream gave one of them
 */
public record PublishedEvents(String stream, long events, long lastSequence) {}
