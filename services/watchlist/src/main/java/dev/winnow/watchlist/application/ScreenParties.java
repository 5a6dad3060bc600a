package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.EntryDigest;
import dev.winnow.watchlist.domain.Exclusion;
import dev.winnow.watchlist.domain.ListIndex;
import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Status;
import dev.winnow.watchlist.domain.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks for parties on the lists. Thread-safe. */
public final class ScreenParties {
    private final CurrentLists current;
    private final PastLists past;
    private final Exclusions exclusions;
    private final double threshold;
    private final int limit;
    private final Clock clock;

    /**
     * One party.
     *
     * @param partyKey under which exclusions of the party are kept; empty to leave none out
     */
    public record Asked(String id, Party party, Optional<String> partyKey) {}

    /**
     * Where and how to look.
     *
     * @param lists by name; none for all
     * @param asOf the version of a list, in place of the one in force
     * @param threshold and
     * @param limit in place of the service's own
     */
    public record Choice(
            Set<String> lists,
            Map<String, Integer> asOf,
            Optional<Double> threshold,
            Optional<Integer> limit) {
        public Choice {
            lists = Set.copyOf(lists);
            asOf = Map.copyOf(asOf);
        }
    }

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * @param results in the order of the parties
         * @param versions of the lists that were looked at
         * @param missing lists that could not be looked at
         */
        record Looked(List<Result> results, List<Version> versions, List<String> missing)
                implements Outcome {}

        /** There is no list to look at. */
        record NoList() implements Outcome {}

        /** That version of the list was never loaded, or is no longer kept. */
        record NoSuchVersion(String list, int version) implements Outcome {}
    }

    /**
     * What was found for one party.
     *
     * @param problem why it is an error
     */
    public record Result(
            String id,
            Status status,
            List<Match> matches,
            List<Excluded> excluded,
            Optional<String> problem) {}

    /** A match that is left out. */
    public record Excluded(Exclusion exclusion, Match match) {}

    /**
     * @param threshold and
     * @param limit for those who do not ask for one
     */
    public ScreenParties(
            CurrentLists current,
            PastLists past,
            Exclusions exclusions,
            double threshold,
            int limit,
            Clock clock) {
        this.current = current;
        this.past = past;
        this.exclusions = exclusions;
        this.threshold = threshold;
        this.limit = limit;
        this.clock = clock;
    }

    /** All parties are looked for in one state of the lists. */
    public Outcome screen(List<Asked> parties, Choice choice) {
        CurrentLists.View view = current.view();
        Snapshot snapshot = view.snapshot();
        TreeSet<String> missing = new TreeSet<>(view.missing());
        if (!choice.lists().isEmpty() || !choice.asOf().isEmpty()) {
            List<ListIndex> chosen = new ArrayList<>();
            TreeSet<String> names = new TreeSet<>(choice.lists());
            if (names.isEmpty()) {
                snapshot.versions().forEach(version -> names.add(version.list()));
                names.addAll(choice.asOf().keySet());
            } else {
                missing.retainAll(names);
            }
            for (String name : names) {
                Integer number = choice.asOf().get(name);
                Optional<ListIndex> index =
                        number == null ? snapshot.list(name) : past.at(name, number);
                if (number != null && index.isEmpty()) {
                    return new Outcome.NoSuchVersion(name, number);
                }
                if (index.isPresent()) {
                    missing.remove(name);
                } else {
                    missing.add(name);
                }
                index.ifPresent(chosen::add);
            }
            snapshot = snapshot.of(chosen);
        }
        return snapshot.isEmpty()
                ? new Outcome.NoList()
                : look(parties, choice, snapshot, List.copyOf(missing));
    }

    private Outcome look(
            List<Asked> parties, Choice choice, Snapshot snapshot, List<String> missing) {
        List<String> keys = new ArrayList<>(parties.size());
        parties.forEach(asked -> asked.partyKey().ifPresent(keys::add));
        List<Exclusion> excluded = keys.isEmpty() ? List.of() : exclusions.of(keys);
        List<Result> results = new ArrayList<>(parties.size());
        for (Asked asked : parties) {
            List<Exclusion> own = excluded.isEmpty() ? excluded : own(excluded, asked.partyKey());
            results.add(
                    snapshot.comparable(asked.party().name())
                            ? result(asked, choice, snapshot, missing.isEmpty(), own)
                            : incomparable(asked));
        }
        return new Outcome.Looked(results, snapshot.versions(), missing);
    }

    private static List<Exclusion> own(List<Exclusion> excluded, Optional<String> key) {
        return excluded.stream().filter(e -> key.filter(e.partyKey()::equals).isPresent()).toList();
    }

    private static Result incomparable(Asked asked) {
        return new Result(
                asked.id(),
                Status.ERROR,
                List.of(),
                List.of(),
                Optional.of("the name has neither a letter nor a digit"));
    }

    private Result result(
            Asked asked, Choice choice, Snapshot snapshot, boolean whole, List<Exclusion> own) {
        int most = choice.limit().orElse(limit);
        List<Match> found =
                // What is left out must not take the place of what is not.
                snapshot.screen(
                        asked.party(), choice.threshold().orElse(threshold), most + own.size());
        List<Match> matches = new ArrayList<>();
        List<Excluded> left = new ArrayList<>();
        Instant now = clock.instant();
        for (Match match : found) {
            Optional<Exclusion> exclusion =
                    own.isEmpty() ? Optional.empty() : excluding(own, match, now);
            if (exclusion.isPresent()) {
                left.add(new Excluded(exclusion.get(), match));
            } else if (matches.size() < most) {
                matches.add(match);
            }
        }
        return new Result(asked.id(), Status.of(matches, whole), matches, left, Optional.empty());
    }

    /** The digest is made only for entries that somebody has excluded once. */
    private static Optional<Exclusion> excluding(List<Exclusion> own, Match match, Instant now) {
        return own.stream()
                .filter(e -> e.list().equals(match.list()))
                .filter(e -> e.entry().equals(match.entry().number()))
                .filter(e ->
                        e.state(Optional.of(EntryDigest.of(match.entry())), now)
                                == Exclusion.State.ACTIVE)
                .findFirst();
    }
}
