package dev.winnow.contracts.outbox;

/** Asks for the state of a service's outbox. */
public record OutboxStatusRequest() {}
