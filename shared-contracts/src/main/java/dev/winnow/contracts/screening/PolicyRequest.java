package dev.winnow.contracts.screening;

/** Asks which policy is in force. */
public record PolicyRequest() {}
