package dev.winnow.screening.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.screening.Samples;
import dev.winnow.screening.application.ListScreener.Answer;
import dev.winnow.screening.application.Rescreenings.Taken;
import dev.winnow.screening.domain.Applicant;
import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.Backoff;
import dev.winnow.screening.domain.Check;
import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.CheckStatus;
import dev.winnow.screening.domain.Hit;
import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of each of a batch, without servers. */
final class RescreenBatchTest implements ListScreener, RescreeningObserver {
    private static final ListVersion TARGET = new ListVersion("un", 2);
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int MOST = 3;

    private final ScreeningHarness harness = new ScreeningHarness();
    private final MemoryRescreenings store = new MemoryRescreenings();
    private final Map<Integer, Map<String, List<Hit>>> versions = new HashMap<>();
    private final Map<Integer, String> algorithms = new HashMap<>(Map.of(1, "m/1", 2, "m/1"));
    private final List<String> putOff = new ArrayList<>();
    private CheckResult whole = check(hit("1", 0.9));
    private final RescreenBatch batch =
            new RescreenBatch(
                    store,
                    harness.store,
                    this,
                    applicant -> whole,
                    harness.policy,
                    harness.store,
                    () -> ScreeningHarness.BEGIN,
                    new RescreenBatch.Size(50, Duration.ofSeconds(30)));

    @Test
    void sameHitsMoveOnAndOthersAreDecidedAnew() {
        add("same", 1, check());
        add("more", 1, check());
        say(1, Map.of("same", List.of(), "more", List.of()));
        say(2, Map.of("same", List.of(), "more", List.of(hit("1", 0.9))));
        assertThat(batch.run(TARGET, WAIT))
                .isEqualTo(new RescreenBatch.Done(2, 2, 1, 1, Optional.empty()));
        assertThat(store.fates).isEqualTo(Map.of("same", "moved on", "more", "redecided"));
        Revision more = store.current("more").orElseThrow();
        assertThat(more.number()).isEqualTo(2);
        assertThat(more.result().checks())
                .as("the other checks stay as they were")
                .hasSize(Check.values().length);
        assertThat(harness.store.events()).containsExactly("rescreened more");
    }

    @Test
    void aWholeCheckThatFindsTheSameIsNoChange() {
        add("same-after-all", 1, check(hit("1", 0.9)));
        say(1, Map.of("same-after-all", List.of()));
        say(2, Map.of("same-after-all", List.of(hit("1", 0.9))));
        batch.run(TARGET, WAIT);
        assertThat(store.fates).isEqualTo(Map.of("same-after-all", "confirmed"));
        assertThat(harness.store.events()).isEmpty();
    }

    @Test
    void whoHasAsManyHitsAsAreKeptIsLookedAtAsAWhole() {
        List<Hit> full = List.of(hit("1", 0.9), hit("2", 0.9), hit("3", 0.9));
        add("full", 1, check());
        say(1, Map.of("full", full));
        say(2, Map.of("full", full));
        batch.run(TARGET, WAIT);
        assertThat(store.fates).isEqualTo(Map.of("full", "redecided"));
    }

    @Test
    void aNameThatCannotBeComparedMovesOnAlsoWhenItsCheckWasNotMade() {
        store.add(taken("nameless", 0, true), revision("nameless", unavailable()));
        say(2, Map.of());
        batch.run(TARGET, WAIT);
        assertThat(store.fates).isEqualTo(Map.of("nameless", "moved on"));
    }

    @Test
    void answersOfDifferentMatchingAreNotCompared() {
        add("any", 1, check());
        say(1, Map.of("any", List.of()));
        say(2, Map.of("any", List.of(hit("1", 0.9))));
        algorithms.put(2, "m/2");
        assertThat(batch.run(TARGET, WAIT).problem()).isPresent();
        assertThat(store.fates).isEqualTo(Map.of("any", "put off"));
    }

    @Test
    void anInstanceWithoutTheNewVersionDecidesNothing() {
        add("any", 1, check());
        say(1, Map.of("any", List.of()));
        say(2, Map.of("any", List.of(hit("1", 0.9))));
        whole = check().withLists(List.of(new ListVersion("un", 1)));
        assertThat(batch.run(TARGET, WAIT).problem()).isPresent();
        assertThat(store.fates).isEqualTo(Map.of("any", "put off"));
    }

    @Test
    void itGoesOnUntilNothingIsLeftAndPausesAfterAFailure() {
        add("any", 1, check());
        say(1, Map.of("any", List.of()));
        long[] now = {0};
        RescreenLists lists =
                new RescreenLists(
                        store,
                        batch,
                        harness.points,
                        this,
                        () -> ScreeningHarness.BEGIN,
                        () -> now[0],
                        () -> 0.5,
                        new RescreenLists.Pace(2, WAIT, new Backoff(WAIT, WAIT)));
        lists.sweep();
        assertThat(putOff).hasSize(1);
        add("later", 1, check());
        say(2, Map.of("later", List.of()));
        lists.sweep();
        assertThat(store.fates).as("it waits").isEqualTo(Map.of("any", "put off"));
        now[0] += WAIT.toNanos();
        lists.sweep();
        assertThat(store.fates).containsEntry("later", "moved on");
        assertThat(store.ended()).isEqualTo(1);
    }

    private void add(String id, int version, CheckResult check) {
        store.add(taken(id, version, false), revision(id, check));
    }

    private static Taken taken(String id, int version, boolean unmade) {
        return new Taken(application(id), version, unmade);
    }

    private static Application application(String id) {
        Samples.Form form = Samples.person();
        form.id = id;
        return form.application();
    }

    private Revision revision(String id, CheckResult check) {
        ScreeningResult result =
                harness.policy.decide(
                        application(id),
                        Samples.checks(application(id), check),
                        ScreeningHarness.BEGIN,
                        ScreeningHarness.BEGIN);
        return new Revision(1, result, Optional.empty());
    }

    private void say(int version, Map<String, List<Hit>> hits) {
        versions.put(version, hits);
    }

    private static CheckResult check(Hit... hits) {
        return new CheckResult(
                        Check.WATCHLIST,
                        hits.length == 0 ? CheckStatus.CLEAR : CheckStatus.FOUND,
                        List.of(),
                        List.of(),
                        List.of(hits),
                        1,
                        0)
                .withLists(List.of(TARGET));
    }

    private static CheckResult unavailable() {
        return CheckResult.unavailable(Check.WATCHLIST, "nobody answers");
    }

    private static Hit hit(String entry, double score) {
        return new Hit("un", entry, "A Name", score, List.of());
    }

    @Override
    public int mostHits() {
        return MOST;
    }

    @Override
    public Optional<Answer> screen(String list, int version, Map<String, Applicant> applicants) {
        return Optional.ofNullable(versions.get(version))
                .map(hits -> new Answer(hits, algorithms.getOrDefault(version, "m/1")));
    }

    @Override
    public void began(Rescreening run) {}

    @Override
    public void ended(Rescreening run) {}

    @Override
    public void did(ListVersion target, RescreenBatch.Done done) {}

    @Override
    public void putOff(ListVersion target, String why) {
        putOff.add(why);
    }
}
