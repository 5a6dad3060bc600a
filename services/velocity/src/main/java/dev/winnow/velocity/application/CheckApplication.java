package dev.winnow.velocity.application;

import dev.winnow.velocity.application.History.Entry;
import dev.winnow.velocity.application.History.Known;
import dev.winnow.velocity.domain.Answer;
import dev.winnow.velocity.domain.Counter;
import dev.winnow.velocity.domain.KeyKind;
import dev.winnow.velocity.domain.Keys;
import dev.winnow.velocity.domain.Profile;
import dev.winnow.velocity.domain.Resemblance;
import dev.winnow.velocity.domain.Sighting;
import dev.winnow.velocity.domain.Submission;
import dev.winnow.velocity.domain.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Records an application and counts what was seen before it, in one transaction, so that of two
 * with the same data that come at the same moment one sees the other. Safe to share.
 */
public final class CheckApplication {
    /** Clocks differ, but not by more than this. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final History history;
    private final Protection protection;
    private final Fingerprints fingerprints;
    private final Duplicates duplicates;
    private final Limits limits;
    private final InstantSource clock;
    private final Observer observer;

    public CheckApplication(
            History history,
            Protection protection,
            PhoneNumbers phones,
            Comparison comparison,
            Limits limits,
            InstantSource clock,
            Observer observer) {
        this.history = history;
        this.protection = protection;
        this.fingerprints = new Fingerprints(protection, phones, comparison.words());
        this.duplicates = new Duplicates(history, protection, comparison, limits);
        this.limits = limits;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Checks an application; one that was checked before has the answer that it had then.
     *
     * @throws ContradictionException when it was checked before with other content
     * @throws ImplausibleTimeException when it was submitted before 1970 or more than a day from
     *     now
     */
    public Answer check(Submission submission) {
        requirePlausible(submission.at());
        Keys keys = fingerprints.keys(submission);
        Profile profile = Profile.of(submission, keys);
        Resemblance resemblance = duplicates.of(profile);
        Case found =
                new Case(
                        submission,
                        keys.unusable(),
                        fingerprints.hashed(keys),
                        fingerprints.sighting(submission),
                        fingerprints.content(submission),
                        profile,
                        resemblance,
                        fingerprints.headings(resemblance.blocks()));
        return history.alone(found.hashes(protection), () -> check(found));
    }

    private void requirePlausible(Instant at) {
        if (at.isBefore(Instant.EPOCH)) {
            throw new ImplausibleTimeException("lies before 1970");
        }
        if (at.isAfter(clock.instant().plus(AHEAD))) {
            throw new ImplausibleTimeException("lies more than a day ahead");
        }
    }

    private Answer check(Case asked) {
        Optional<Known> known = history.find(asked.submission().id());
        if (known.isPresent()) {
            if (!known.get().fingerprint().equals(asked.fingerprint())) {
                throw new ContradictionException();
            }
            observer.askedAgain();
            return known.get().answer();
        }
        List<String> gaps = new ArrayList<>();
        Instant at = asked.submission().at();
        if (at.isBefore(clock.instant().minus(limits.complete()))) {
            gaps.add("it is older than what is kept for the longest window");
        }
        List<Counter> counters = count(asked);
        Duplicates.Found found = duplicates.find(asked.resemblance(), asked.headings(), at);
        gaps.addAll(found.gaps());
        Answer answer =
                new Answer(
                        counters,
                        found.duplicates(),
                        asked.unusable(),
                        gaps,
                        Resemblance.ALGORITHM);
        history.add(
                new Entry(
                        asked.submission().id(),
                        asked.fingerprint(),
                        asked.sighting(),
                        asked.keys().values(),
                        asked.headings(),
                        protection.seal(asked.submission().id(), asked.profile()),
                        answer));
        observer.checked(answer);
        return answer;
    }

    private List<Counter> count(Case asked) {
        Instant at = asked.submission().at();
        Map<UUID, List<Sighting>> seen =
                history.sightings(
                        asked.keys().values(),
                        at.minus(Window.LONGEST),
                        at.plus(limits.tolerance()),
                        limits.perKey() + 1);
        List<Counter> counters = new ArrayList<>();
        asked.keys()
                .forEach((kind, hash) -> {
                    List<Sighting> others = seen.getOrDefault(hash, List.of());
                    boolean cut = others.size() > limits.perKey();
                    counters.addAll(
                            Counter.count(
                                    kind,
                                    asked.sighting(),
                                    cut ? others.subList(0, limits.perKey()) : others,
                                    cut));
                });
        return counters;
    }

    /** An application with all that is made of it before anything is looked up. */
    private record Case(
            Submission submission,
            Set<KeyKind> unusable,
            EnumMap<KeyKind, UUID> keys,
            Sighting sighting,
            UUID fingerprint,
            Profile profile,
            Resemblance resemblance,
            List<UUID> headings) {

        Set<UUID> hashes(Protection protection) {
            Set<UUID> hashes = new HashSet<>(keys.values());
            hashes.addAll(headings);
            hashes.add(protection.hash("application|" + submission.id()));
            return hashes;
        }
    }
}
