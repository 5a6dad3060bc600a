package dev.winnow.screening.application;

import dev.winnow.screening.domain.policy.PolicyVersion;
import java.time.Instant;
import java.util.Optional;

/** Every policy that was ever put in force; the latest is in force. */
public interface Policies {
    Optional<Stored> inForce();

    /** The number of the policy in force, 0 when there is none; cheap to ask often. */
    long latest();

    /** Whether this file was ever put in force. */
    boolean known(String checksum);

    /** The checksum that this name and version had the first time. */
    Optional<String> checksumOf(String name, String version);

    /** Puts a policy in force. Instances take turns from here to the end of the transaction. */
    Stored put(PolicyVersion version, String yaml, Instant at);

    /** Makes instances that put policies in force take turns until the transaction ends. */
    void lock();

    /** A policy file with its place in the row. */
    record Stored(long number, PolicyVersion version, String yaml, Instant loadedAt) {}
}
