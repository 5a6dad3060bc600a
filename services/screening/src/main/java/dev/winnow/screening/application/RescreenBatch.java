package dev.winnow.screening.application;

import dev.winnow.screening.application.Rescreenings.Batch;
import dev.winnow.screening.application.Rescreenings.Taken;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Hit;
import dev.winnow.screening.domain.HitComparison;
import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.RescreeningCause;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks at some finished screenings whose list has a newer version. The list alone is asked about
 * all of them, as it was and as it is; only where that differs, the whole check is made again and
 * the policy decides anew. Safe to share.
 */
public final class RescreenBatch {
    private final Rescreenings rescreenings;
    private final ScreeningEvents events;
    private final ListScreener list;
    private final WatchlistScreener watchlist;
    private final PolicyInForce policy;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Size size;

    /**
     * @param list asked about all
     * @param watchlist asked about those whose hits differ
     */
    public RescreenBatch(
            Rescreenings rescreenings,
            ScreeningEvents events,
            ListScreener list,
            WatchlistScreener watchlist,
            PolicyInForce policy,
            Transactions transactions,
            InstantSource clock,
            Size size) {
        this.rescreenings = rescreenings;
        this.events = events;
        this.list = list;
        this.watchlist = watchlist;
        this.policy = policy;
        this.transactions = transactions;
        this.clock = clock;
        this.size = size;
    }

    /**
     * How much at a time.
     *
     * @param screenings of one batch, 1 to {@link ListScreener#MOST_APPLICANTS}
     * @param lease after which others take it over
     */
    public record Size(int screenings, Duration lease) {
        public Size {
            if (screenings < 1 || screenings > ListScreener.MOST_APPLICANTS) {
                throw new IllegalArgumentException(
                        "1 to " + ListScreener.MOST_APPLICANTS + " at a time: " + screenings);
            }
        }
    }

    /**
     * What was done.
     *
     * @param taken of how many
     * @param looked at how many of these; the others will be looked at later
     * @param changed how many have another result
     * @param redecided how many have another decision
     * @param problem why others have to wait
     */
    public record Done(
            int taken, int looked, int changed, int redecided, Optional<String> problem) {}

    /**
     * Takes a batch and looks at it.
     *
     * @param wait how long what cannot be looked at now is put off
     */
    public Done run(ListVersion target, Duration wait) {
        Batch batch = rescreenings.take(target, size.screenings(), size.lease());
        if (batch.screenings().isEmpty()) {
            return new Done(0, 0, 0, 0, Optional.empty());
        }
        Tally tally = new Tally(batch);
        try {
            Set<String> differing = differing(batch);
            tally.looked(rescreenings.moveOn(batch, tally.without(differing)), differing);
            for (Taken taken : batch.screenings()) {
                if (differing.contains(taken.id())) {
                    tally.add(taken, again(batch, taken));
                }
            }
        } catch (CheckImpossibleException e) {
            tally.problem = Optional.of(e.why());
        } finally {
            if (!tally.open.isEmpty()) {
                rescreenings.putOff(batch, tally.open, wait);
            }
        }
        return tally.done();
    }

    /** Those whose hits on the list are others than before, or may be. */
    private Set<String> differing(Batch batch) {
        ListVersion target = batch.target();
        ListScreener.Answer after =
                list.screen(target.list(), target.version(), applicants(batch.screenings()))
                        .orElseThrow(() ->
                                new CheckImpossibleException(
                                        "version "
                                                + target.version()
                                                + " of list "
                                                + target.list()
                                                + " is not there",
                                        true,
                                        null));
        Map<Integer, List<Taken>> byVersion = new TreeMap<>();
        batch.screenings()
                .forEach(taken ->
                        byVersion
                                .computeIfAbsent(taken.version(), v -> new ArrayList<>())
                                .add(taken));
        Set<String> differing = new LinkedHashSet<>();
        byVersion.forEach((version, group) -> {
            Map<String, List<Hit>> before = before(target.list(), version, group, after);
            for (Taken taken : group) {
                if (differs(taken, before, after)) {
                    differing.add(taken.id());
                }
            }
        });
        return differing;
    }

    private boolean differs(Taken taken, Map<String, List<Hit>> before, ListScreener.Answer after) {
        List<Hit> now = after.hits().get(taken.id());
        if (now == null) {
            return false; // nobody can look for this name, in no version
        }
        List<Hit> then = before.getOrDefault(taken.id(), List.of());
        return taken.unmade()
                || now.size() >= list.mostHits() // those that are left out may differ
                || !HitComparison.same(then, now);
    }

    private Map<String, List<Hit>> before(
            String name, int version, List<Taken> group, ListScreener.Answer after) {
        if (version == 0) {
            return Map.of(); // not looked at, so nothing was found
        }
        Optional<ListScreener.Answer> before = list.screen(name, version, applicants(group));
        if (before.isEmpty()) {
            return kept(name, group);
        }
        if (!before.get().algorithm().equals(after.algorithm())) {
            throw new CheckImpossibleException(
                    "instances of the watch list match differently", true, null);
        }
        return before.get().hits();
    }

    /** What the results themselves say, when the list does not keep the version any more. */
    private Map<String, List<Hit>> kept(String name, List<Taken> group) {
        Map<String, List<Hit>> hits = new LinkedHashMap<>();
        for (Taken taken : group) {
            rescreenings
                    .current(taken.id())
                    .flatMap(revision -> revision.result().check(Check.WATCHLIST))
                    .ifPresent(check ->
                            hits.put(
                                    taken.id(),
                                    check.hits().stream()
                                            .filter(hit -> hit.list().equals(name))
                                            .toList()));
        }
        return hits;
    }

    private static Map<String, Applicant> applicants(List<Taken> group) {
        Map<String, Applicant> applicants = new LinkedHashMap<>();
        group.forEach(taken -> applicants.put(taken.id(), taken.application().applicant()));
        return applicants;
    }

    /** The whole check once more, on all lists. */
    private Again again(Batch batch, Taken taken) {
        Instant begin = clock.instant();
        long nanos = System.nanoTime();
        CheckResult found = watchlist.screen(taken.application().applicant());
        CheckResult check = found.tried(1, Math.round((System.nanoTime() - nanos) / 1e3) / 1e3);
        if (check.lists().stream().noneMatch(looked -> reaches(looked, batch.target()))) {
            throw new CheckImpossibleException(
                    "an instance of the watch list does not have the new version yet", true, null);
        }
        Revision current = rescreenings.current(taken.id()).orElseThrow();
        Optional<CheckResult> before = current.result().check(Check.WATCHLIST);
        if (before.filter(old -> HitComparison.same(old, check)).isPresent()) {
            return rescreenings.confirm(batch, current, check.lists()) ? Again.SAME : Again.LOST;
        }
        ScreeningResult result =
                policy.decide(
                        taken.application(),
                        replaced(current.result(), check),
                        begin,
                        clock.instant());
        RescreeningCause cause =
                new RescreeningCause(
                        batch.target().list(), taken.version(), batch.target().version());
        return store(
                batch, current, new Revision(current.number() + 1, result, Optional.of(cause)));
    }

    private static boolean reaches(ListVersion looked, ListVersion target) {
        return looked.list().equals(target.list()) && looked.version() >= target.version();
    }

    private static List<CheckResult> replaced(ScreeningResult result, CheckResult check) {
        return result.checks().stream()
                .map(old -> old.check() == check.check() ? check : old)
                .toList();
    }

    private Again store(Batch batch, Revision current, Revision next) {
        Decision previous = current.result().verdict().decision();
        boolean redecided = previous != next.result().verdict().decision();
        boolean stored =
                transactions.inOne(() -> {
                    if (!rescreenings.replace(batch, next, redecided)) {
                        return false;
                    }
                    events.rescreened(next, previous);
                    return true;
                });
        if (!stored) {
            return Again.LOST;
        }
        return redecided ? Again.REDECIDED : Again.CHANGED;
    }

    /** What became of one whose hits differed. */
    private enum Again {
        SAME,
        CHANGED,
        REDECIDED,
        /** Somebody else has it now. */
        LOST
    }

    /** Counts, and knows what is still open. Of one thread. */
    private static final class Tally {
        private final int taken;
        private final Set<String> open = new LinkedHashSet<>();
        private int looked;
        private int changed;
        private int redecided;
        private Optional<String> problem = Optional.empty();

        Tally(Batch batch) {
            taken = batch.screenings().size();
            batch.screenings().forEach(screening -> open.add(screening.id()));
        }

        List<String> without(Set<String> differing) {
            return open.stream().filter(id -> !differing.contains(id)).toList();
        }

        void looked(int count, Set<String> stillOpen) {
            looked += count;
            open.retainAll(stillOpen);
        }

        void add(Taken screening, Again again) {
            if (again != Again.LOST) {
                open.remove(screening.id());
                looked++;
            }
            if (again == Again.CHANGED || again == Again.REDECIDED) {
                changed++;
            }
            if (again == Again.REDECIDED) {
                redecided++;
            }
        }

        Done done() {
            return new Done(taken, looked, changed, redecided, problem);
        }
    }
}
