package dev.winnow.messaging;

/**
 * Marks an exception that says nothing about the event at hand: something the handler needs cannot
 * be reached. A durable consumer tries the event again, with backoff, for as long as it takes,
 * instead of counting it towards the dead letters; an endpoint answers {@code unavailable}.
 */
public interface TransientFailure {}
