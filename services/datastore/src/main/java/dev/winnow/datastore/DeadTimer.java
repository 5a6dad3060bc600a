package dev.winnow.datastore;

import java.time.Instant;

/**
 * A timer that has failed for the last time.
 *
 * @param kind which handler it was for
 * @param key what it is about
 * @param attempts how often the handler was called
 * @param reason of the last failure
 * @param since when it is dead
 */
public record DeadTimer(String kind, String key, int attempts, String reason, Instant since) {}
