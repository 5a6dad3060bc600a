package dev.winnow.contracts.screening;

import java.time.Instant;

/**
 * The policy in force.
 *
 * @param yaml the file itself
 */
public record PolicyReply(PolicyVersion policy, String yaml, Instant loadedAt) {}
