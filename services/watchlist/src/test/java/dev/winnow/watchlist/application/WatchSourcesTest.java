package dev.winnow.watchlist.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.matching.EntryKind;
import dev.winnow.matching.Normaliser;
import dev.winnow.watchlist.application.SourceFiles.Fetched;
import dev.winnow.watchlist.application.WatchSources.Outcome;
import dev.winnow.watchlist.domain.Entry;
import dev.winnow.watchlist.domain.EntryBuilder;
import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.SourceStatus;
import dev.winnow.watchlist.domain.Validator;
import dev.winnow.watchlist.domain.Version;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class WatchSourcesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Source GOOD =
            new Source("good", ListFormat.CSV, "https://a/x", HOUR, Optional.empty());
    private static final Source BAD =
            new Source("bad", ListFormat.CSV, "https://b/x", HOUR, Optional.empty());
    private static final Validator TAG = new Validator("\"1\"", "");

    private final ListsInMemory lists = new ListsInMemory();
    private final CurrentLists current =
            new CurrentLists(lists, Normaliser.standard(), List.of("good", "bad"));
    private final SourcesInMemory states = new SourcesInMemory();
    private final Map<String, Supplier<Fetched>> answers = new HashMap<>();
    private final List<Map<String, Validator>> asked = new ArrayList<>();
    private final Ticking clock = new Ticking();

    @Test
    void aSourceIsLookedAtWhenItIsDueAndAskedWhetherItHasChanged() {
        answers.put("good", () -> content("a", 3));

        assertThat(watch().look(GOOD)).isInstanceOf(Outcome.Loaded.class);
        assertThat(watch().look(GOOD)).isInstanceOf(Outcome.NotDue.class);
        clock.now = clock.now.plus(HOUR);
        answers.put("good", Fetched.Unchanged::new);
        assertThat(watch().look(GOOD)).isInstanceOf(Outcome.Unchanged.class);

        assertThat(asked).containsExactly(Map.of(), Map.of("", TAG));
        assertThat(status("good").failures()).isZero();
        assertThat(status("good").succeededAt()).contains(clock.now);
        assertThat(status("good").nextAt()).isEqualTo(clock.now.plus(HOUR));
    }

    @Test
    void afterAFailureTheLastGoodVersionStaysAndItIsTriedAgainSoon() {
        answers.put("good", () -> content("a", 3));
        watch().look(GOOD);
        Version before = current.snapshot().versions().getFirst();
        answers.put(
                "good",
                () -> {
                    throw new RefusedListException("x line 3: is broken");
                });

        List<Duration> pauses = new ArrayList<>();
        for (int i = 1; i <= 9; i++) {
            clock.now = status("good").nextAt();
            assertThat(watch().look(GOOD)).isEqualTo(new Outcome.Failed("x line 3: is broken", i));
            pauses.add(Duration.between(clock.now, status("good").nextAt()));
        }

        assertThat(current.snapshot().versions()).containsExactly(before);
        assertThat(status("good").problem()).contains("x line 3: is broken");
        assertThat(pauses.subList(0, 3))
                .containsExactly(
                        Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(pauses.getLast()).isEqualTo(HOUR);
        clock.now = status("good").nextAt();
        answers.put("good", () -> content("b", 4));
        assertThat(watch().look(GOOD)).isInstanceOf(Outcome.Loaded.class);
        assertThat(status("good").problem()).isEmpty();
        assertThat(current.snapshot().versions().getFirst().number()).isEqualTo(2);
    }

    @Test
    void oneSourceThatFailsIsNoHindranceToTheOthers() {
        answers.put("good", () -> content("a", 3));
        answers.put(
                "bad",
                () -> {
                    throw new IllegalStateException("nobody expected this");
                });

        assertThat(watch().look(BAD))
                .isEqualTo(new Outcome.Failed("IllegalStateException: nobody expected this", 1));
        assertThat(watch().look(GOOD)).isInstanceOf(Outcome.Loaded.class);
        assertThat(current.missing()).containsExactly("bad");
    }

    @Test
    void aListThatShrinksIsAFailureOfItsSource() {
        answers.put("good", () -> content("a", 10));
        watch().look(GOOD);
        clock.now = clock.now.plus(HOUR);
        answers.put("good", () -> content("b", 2));

        assertThat(watch().look(GOOD))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.problem()).contains("would shrink from 10"));
        assertThat(asked.getLast()).isEqualTo(Map.of("", TAG));
        clock.now = status("good").nextAt();
        watch().look(GOOD);
        // What was refused was not taken for known: it is fetched again.
        assertThat(asked.getLast()).isEqualTo(Map.of("", TAG));
    }

    @Test
    void aFetchThatSomebodyAsksForIsMadeInAnyCaseAndTellsItsFailure() {
        answers.put("good", () -> content("a", 3));
        watch().look(GOOD);

        assertThat(watch().fetch(GOOD).changed()).isFalse();
        assertThat(asked.getLast()).isEmpty();
        answers.put(
                "good",
                () -> {
                    throw new RefusedListException("not today");
                });
        assertThatThrownBy(() -> watch().fetch(GOOD)).hasMessage("not today");
        assertThat(status("good").failures()).isEqualTo(1);
    }

    private WatchSources watch() {
        LoadList loadList =
                new LoadList(
                        (path, format) -> {
                            throw new IllegalStateException("no files");
                        },
                        lists,
                        (version, before) -> {},
                        current,
                        new LoadList.Limits(100, 50, 0),
                        clock);
        return new WatchSources(
                List.of(GOOD, BAD),
                states,
                (source, known) -> {
                    asked.add(known);
                    return Objects.requireNonNull(answers.get(source.list())).get();
                },
                loadList,
                clock);
    }

    private SourceStatus status(String list) {
        return states.statuses().stream()
                .filter(status -> status.list().equals(list))
                .findFirst()
                .orElseThrow();
    }

    private static Fetched content(String checksum, int entries) {
        List<Entry> made = new ArrayList<>();
        for (int i = 0; i < entries; i++) {
            made.add(EntryBuilder.of("" + i, EntryKind.PERSON, "VORENKOV" + i).build());
        }
        return new Fetched.Content(new ListContent(checksum.repeat(64), made), Map.of("", TAG));
    }

    /** Stands still unless told otherwise. */
    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-21T08:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** As the database keeps it. For one thread. */
    private static final class SourcesInMemory implements Sources {
        private final Map<String, SourceStatus> states = new HashMap<>();
        private final Map<String, Map<String, Validator>> validators = new HashMap<>();

        @Override
        public boolean claim(Source source, Instant now, Instant until) {
            SourceStatus state = state(source);
            if (state.nextAt().isAfter(now)) {
                return false;
            }
            states.put(source.list(), with(state, until));
            return true;
        }

        @Override
        public Map<String, Validator> validators(Source source) {
            return validators.getOrDefault(source.list(), Map.of());
        }

        @Override
        public void succeeded(
                Source source, Map<String, Validator> known, Instant now, Instant next) {
            validators.put(source.list(), known);
            unchanged(source, now, next);
        }

        @Override
        public void unchanged(Source source, Instant now, Instant next) {
            states.put(
                    source.list(),
                    new SourceStatus(
                            source.list(),
                            Optional.of(now),
                            Optional.of(now),
                            next,
                            0,
                            Optional.empty()));
        }

        @Override
        public int failed(Source source, String problem, Instant now) {
            SourceStatus state = state(source);
            states.put(
                    source.list(),
                    new SourceStatus(
                            source.list(),
                            Optional.of(now),
                            state.succeededAt(),
                            state.nextAt(),
                            state.failures() + 1,
                            Optional.of(problem)));
            return state.failures() + 1;
        }

        @Override
        public void again(Source source, Instant next) {
            states.put(source.list(), with(state(source), next));
        }

        @Override
        public List<SourceStatus> statuses() {
            return List.copyOf(states.values());
        }

        private SourceStatus state(Source source) {
            return states.getOrDefault(
                    source.list(),
                    new SourceStatus(
                            source.list(),
                            Optional.empty(),
                            Optional.empty(),
                            Instant.EPOCH,
                            0,
                            Optional.empty()));
        }

        private static SourceStatus with(SourceStatus state, Instant next) {
            return new SourceStatus(
                    state.list(),
                    state.checkedAt(),
                    state.succeededAt(),
                    next,
                    state.failures(),
                    state.problem());
        }
    }
}
