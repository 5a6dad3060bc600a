package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Match;
import dev.winnow.watchlist.domain.Party;
import dev.winnow.watchlist.domain.Snapshot;
import dev.winnow.watchlist.domain.Version;
import java.util.List;
import java.util.Optional;

/** Looks for a party on every list. Thread-safe. */
public final class ScreenParty {
    private final CurrentLists lists;
    private final double threshold;
    private final int limit;

    /** What came of it. */
    public sealed interface Outcome {
        /** Looked at every list, in these versions; the matches may be none. */
        record Looked(List<Match> matches, List<Version> versions) implements Outcome {}

        /** There is no list to look at. */
        record NoList() implements Outcome {}

        /** The name has neither letter nor digit. */
        record NothingToCompare() implements Outcome {}
    }

    /**
     * @param threshold and
     * @param limit for those who do not ask for one
     */
    public ScreenParty(CurrentLists lists, double threshold, int limit) {
        this.lists = lists;
        this.threshold = threshold;
        this.limit = limit;
    }

    public Outcome screen(Party party, Optional<Double> least, Optional<Integer> most) {
        Snapshot snapshot = lists.snapshot();
        if (snapshot.isEmpty()) {
            return new Outcome.NoList();
        }
        if (!snapshot.comparable(party.name())) {
            return new Outcome.NothingToCompare();
        }
        return new Outcome.Looked(
                snapshot.screen(party, least.orElse(threshold), most.orElse(limit)),
                snapshot.versions());
    }
}
