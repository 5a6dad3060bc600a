package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.SourceStatus;
import dev.winnow.watchlist.domain.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps lists as new as their sources: each source on its own, so that what is wrong with one
 * concerns no other. After any failure the last good version stays. Thread-safe.
 */
public final class WatchSources {
    /** After the first failure it is tried again that soon, then after twice the time. */
    private static final Duration FIRST_AGAIN = Duration.ofSeconds(30);

    private static final int MOST_DOUBLINGS = 10;

    /** Longer than any fetch takes: a turn that is not given back was lost with its instance. */
    private static final Duration TURN = Duration.ofMinutes(15);

    private final List<Source> all;
    private final Sources sources;
    private final SourceFiles files;
    private final LoadList loadList;
    private final Clock clock;

    /** What came of a turn. */
    public sealed interface Outcome {
        /** Not due, or another instance does it. */
        record NotDue() implements Outcome {}

        /** It is as it was. */
        record Unchanged() implements Outcome {}

        record Loaded(LoadList.Loaded loaded) implements Outcome {}

        /**
         * @param problem for the operator; it may quote the list
         * @param failures one after the other
         */
        record Failed(String problem, int failures) implements Outcome {}
    }

    public WatchSources(
            List<Source> all, Sources sources, SourceFiles files, LoadList loadList, Clock clock) {
        this.all = List.copyOf(all);
        this.sources = sources;
        this.files = files;
        this.loadList = loadList;
        this.clock = clock;
    }

    public List<Source> all() {
        return all;
    }

    public Optional<Source> source(String list) {
        return all.stream().filter(source -> source.list().equals(list)).findFirst();
    }

    /** Of the sources that are configured now, by list. */
    public List<SourceStatus> statuses() {
        return sources.statuses().stream()
                .filter(status -> source(status.list()).isPresent())
                .toList();
    }

    /** Looks at a source, if it is due. */
    public Outcome look(Source source) {
        Instant now = now();
        if (!sources.claim(source, now, now.plus(TURN))) {
            return new Outcome.NotDue();
        }
        try {
            return take(source, sources.validators(source));
        } catch (RuntimeException e) {
            // Also what nobody expected: the source is looked at again, and the list stays.
            return failed(source, e);
        }
    }

    /**
     * Fetches and loads a list now, due or not and new or not.
     *
     * @throws RefusedListException when it is not loaded
     */
    public LoadList.Loaded fetch(Source source) {
        try {
            if (take(source, Map.of()) instanceof Outcome.Loaded loaded) {
                return loaded.loaded();
            }
            throw new IllegalStateException("what is fetched in any case is never unchanged");
        } catch (RefusedListException e) {
            failed(source, e);
            throw e;
        }
    }

    private Outcome take(Source source, Map<String, Validator> known) {
        return switch (files.fetch(source, known)) {
            case SourceFiles.Fetched.Unchanged _ -> {
                sources.unchanged(source, now(), next(source));
                yield new Outcome.Unchanged();
            }
            case SourceFiles.Fetched.Content fetched -> {
                LoadList.Loaded loaded =
                        loadList.load(source.list(), fetched.content(), source.checksum());
                sources.succeeded(source, fetched.validators(), now(), next(source));
                yield new Outcome.Loaded(loaded);
            }
        };
    }

    private Outcome failed(Source source, RuntimeException why) {
        String problem =
                why instanceof RefusedListException
                        ? String.valueOf(why.getMessage())
                        : why.getClass().getSimpleName() + ": " + why.getMessage();
        int failures = sources.failed(source, problem, now());
        Duration again = FIRST_AGAIN.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration interval = source.interval();
        sources.again(source, now().plus(again.compareTo(interval) < 0 ? again : interval));
        return new Outcome.Failed(problem, failures);
    }

    private Instant next(Source source) {
        return now().plus(source.interval());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
