package dev.winnow.applications.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The name Winnow gives an application: a UUID of version 7, whose first 48 bits are the
 * millisecond it was made, so that ids sort by age.
 */
public record ApplicationId(UUID value) implements Comparable<ApplicationId> {
    private static final long MILLIS_BITS = 0xFFFF_FFFF_FFFFL;
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    /** A new id; {@code random} has to be safe to share between threads. */
    public static ApplicationId at(Instant time, RandomGenerator random) {
        long millis = time.toEpochMilli() & MILLIS_BITS;
        long high = (millis << 16) | VERSION_7 | (random.nextLong() & 0x0FFFL);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new ApplicationId(new UUID(high, low));
    }

    /** Reads an id; empty when the text is none. */
    public static Optional<ApplicationId> parse(String text) {
        try {
            UUID value = UUID.fromString(text);
            // UUID.fromString takes shortened groups too; an id has one spelling only.
            return value.toString().equals(text)
                    ? Optional.of(new ApplicationId(value))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** By age; the unsigned comparison is PostgreSQL's order of the type uuid. */
    @Override
    public int compareTo(ApplicationId other) {
        int high =
                Long.compareUnsigned(
                        value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
