package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryDigest;
import dev.winnow.watchlist.domain.Exclusion;
import dev.winnow.watchlist.domain.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Adds exclusions, takes them back and shows them. Thread-safe. */
public final class ManageExclusions {
    /** Of one party, without those that were taken back; all are looked at whenever it is. */
    static final int MOST = 1_000;

    private final Exclusions exclusions;
    private final ListHistory history;
    private final Clock clock;

    /** An exclusion and whether it holds. */
    public record Shown(Exclusion exclusion, Exclusion.State state) {}

    /** What somebody says. */
    public record Statement(
            String partyKey,
            String list,
            String entry,
            String actor,
            String reason,
            Optional<Instant> expiresAt) {}

    /** The party has as many exclusions as it may have. */
    public static final class TooManyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyException() {
            super("the party has " + MOST + " exclusions already; withdraw some");
        }
    }

    public ManageExclusions(Exclusions exclusions, ListHistory history, Clock clock) {
        this.exclusions = exclusions;
        this.history = history;
        this.clock = clock;
    }

    /**
     * Said twice it is one; empty when the entry is not on the list.
     *
     * @throws TooManyException when the party has as many as it may have
     */
    public Optional<Shown> exclude(Statement said) {
        Optional<Entry> entry =
                history.newest(said.list())
                        .map(Version::number)
                        .flatMap(version -> history.entry(said.list(), version, said.entry()));
        return entry.map(EntryDigest::of).map(digest -> keep(said, digest));
    }

    private Shown keep(Statement said, String digest) {
        Optional<Instant> end = said.expiresAt().map(time -> time.truncatedTo(ChronoUnit.MICROS));
        Exclusion wanted =
                new Exclusion(
                        UUID.randomUUID(),
                        said.partyKey(),
                        said.list(),
                        said.entry(),
                        digest,
                        said.actor(),
                        said.reason(),
                        now(),
                        end,
                        Optional.empty());
        return exclusions
                .add(wanted, old -> isSame(old, wanted), MOST)
                .map(kept -> shown(kept, Optional.of(digest)))
                .orElseThrow(TooManyException::new);
    }

    private static boolean isSame(Exclusion old, Exclusion wanted) {
        return old.list().equals(wanted.list())
                && old.entry().equals(wanted.entry())
                && old.digest().equals(wanted.digest())
                && old.actor().equals(wanted.actor())
                && old.reason().equals(wanted.reason())
                && old.expiresAt().equals(wanted.expiresAt());
    }

    /** Empty when there is no such exclusion. */
    public Optional<Shown> withdraw(UUID id, String actor, String reason) {
        if (exclusions.find(id).isEmpty()) {
            return Optional.empty();
        }
        exclusions.withdraw(id, new Exclusion.Withdrawal(now(), actor, reason));
        return exclusions.find(id).map(kept -> shown(kept.exclusion(), kept.now()));
    }

    /** The newest first. */
    public List<Shown> page(Exclusions.Filter filter, Optional<UUID> after, int limit) {
        return exclusions.page(filter, after, limit).stream()
                .map(kept -> shown(kept.exclusion(), kept.now()))
                .toList();
    }

    private Shown shown(Exclusion exclusion, Optional<String> digest) {
        return new Shown(exclusion, exclusion.state(digest, now()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
