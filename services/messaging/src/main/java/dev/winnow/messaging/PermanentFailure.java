package dev.winnow.messaging;

/**
 * Marks exceptions that will come again however often the same is tried: a consumer's event that
 * ends with one goes to the dead letters at once.
 */
public interface PermanentFailure {}
