package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Answer;
import dev.winnow.velocity.domain.Sighting;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** What was seen, and what was answered. */
public interface History {
    /** Does the work in one transaction, while nobody else works with any of these hashes. */
    <T> T alone(Collection<UUID> hashes, Supplier<T> work);

    Optional<Known> find(String applicationId);

    /**
     * The sightings of each key from after one moment up to another, the newest first; at most so
     * many of each. A key that was not seen is not in the map.
     */
    Map<UUID, List<Sighting>> sightings(
            Collection<UUID> keys, Instant after, Instant upTo, int most);

    /**
     * The applications that are filed under each heading from one moment to another, the newest
     * first; at most so many of each. A heading without any is not in the map.
     */
    Map<UUID, List<Long>> filed(Collection<UUID> headings, Instant from, Instant to, int most);

    /** Those of the numbers that are still there. */
    List<Filed> profiles(Collection<Long> numbers);

    void add(Entry entry);

    /** Removes up to so many applications submitted before then; returns how many. */
    int forget(Instant before, int most);

    /**
     * An application that was checked.
     *
     * @param fingerprint of what it said, as a keyed hash
     */
    record Known(UUID fingerprint, Answer answer) {}

    /** An application to compare with. */
    record Filed(String applicationId, Instant at, SealedProfile profile) {}

    /**
     * An application to be kept.
     *
     * @param sighting what is kept under each key
     */
    record Entry(
            String applicationId,
            UUID fingerprint,
            Sighting sighting,
            Collection<UUID> keys,
            Collection<UUID> headings,
            SealedProfile profile,
            Answer answer) {}
}
