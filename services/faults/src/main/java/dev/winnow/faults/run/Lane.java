package dev.winnow.faults.run;

import dev.winnow.faults.check.Verdict;
import dev.winnow.faults.process.Usage;
import dev.winnow.faults.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scenarios that share a world, one after the other: load, fault, healing, and then the checks that
 * each has in common. A scenario that fails leaves its world to nobody: the next gets a fresh one.
 *
 * @param <W> the world
 */
final class Lane<W extends World> {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_WORDS = 600;

    private final String name;
    private final Callable<W> worlds;
    private final long seed;
    private final Console console;
    private final Duration baselineLimit;
    private final Map<String, Usage> baseline = new HashMap<>();
    private final List<Result> results = new CopyOnWriteArrayList<>();
    private @Nullable W world;
    private long effects;

    /**
     * @param baselineLimit within which after a fault no more is held than before it
     */
    Lane(String name, Callable<W> worlds, long seed, Console console, Duration baselineLimit) {
        this.name = name;
        this.baselineLimit = baselineLimit;
        this.worlds = worlds;
        this.seed = seed;
        this.console = console;
    }

    void run(List<Row<W>> rows) throws Exception {
        for (Row<W> row : rows) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException("the suite is ending");
            }
            run(row);
        }
    }

    void run(Row<W> row) throws Exception {
        W here = world();
        console.say(name(row), row.fault());
        Story story = new Story(name(row), seed, console);
        List<String> failures = new ArrayList<>();
        step(
                failures,
                "",
                () -> {
                    here.begin(story);
                    row.scenario().run(here, story);
                    story.require(story.hasFired(), "the fault did not come");
                    return true;
                });
        step(
                failures,
                "healing: ",
                () -> {
                    here.heal(story);
                    return true;
                });
        Duration zeroLag = step(failures, "I5: ", () -> here.settle(story, row.lagLimit()));
        Verdict verdict = step(failures, "checking: ", () -> here.check(story));
        if (verdict != null) {
            verdict.violations().forEach(violation -> failures.add(violation.toString()));
        }
        if (failures.isEmpty()) {
            step(
                    failures,
                    "I6: ",
                    () -> {
                        requireBaseline(here, story);
                        return true;
                    });
        }
        Result result =
                new Result(
                        story.name(),
                        row.fault(),
                        row.promise(),
                        failures,
                        story.lines(),
                        story.figures(),
                        story.elapsed(),
                        zeroLag,
                        verdict);
        results.add(result);
        console.say(story.name(), result.passed() ? "passed" : "FAILED: " + failures);
        if (!result.passed()) {
            close();
        }
    }

    /** One that is run again has other facts, other draws and other files than the first time. */
    private String name(Row<W> row) {
        long before =
                results.stream()
                        .filter(result -> result.name().split("-", -1)[0].equals(row.name()))
                        .count();
        return before == 0 ? row.name() : row.name() + "-" + (before + 1);
    }

    /** Whatever goes wrong in a scenario is a finding, and the others still have their turn. */
    @SuppressWarnings("CatchingUnchecked")
    private static <T> @Nullable T step(List<String> failures, String what, Callable<T> work) {
        try {
            return work.call();
        } catch (ScenarioFailedException e) {
            failures.add(what + shortened(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(what + "interrupted");
        } catch (Exception e) {
            LOG.warn("a scenario ended in an exception", e);
            failures.add(what + shortened(e.toString()));
        }
        return null;
    }

    private static String shortened(String text) {
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + " ...";
    }

    private W world() throws Exception {
        W there = world;
        if (there == null) {
            there = worlds.call();
            world = there;
            baseline.clear();
            baseline.putAll(there.usage());
        }
        return there;
    }

    /** I6: what the fault made it take has been given back. */
    private void requireBaseline(W here, Story story) throws Exception {
        Map<String, Usage> last = new HashMap<>();
        try {
            Waiting.until(baselineLimit, () -> "", () -> isAtBaseline(here, last));
        } catch (IllegalStateException late) {
            throw new ScenarioFailedException("not at the baseline again: " + last);
        }
        last.forEach((process, usage) -> story.figure(process, usage));
    }

    private boolean isAtBaseline(W here, Map<String, Usage> last) {
        try {
            last.clear();
            last.putAll(here.usage());
        } catch (Exception e) {
            throw new ScenarioFailedException("cannot be measured: " + e);
        }
        return last.entrySet().stream()
                .allMatch(now ->
                        now.getValue()
                                .isBackAt(
                                        baseline.computeIfAbsent(
                                                now.getKey(), _ -> now.getValue())));
    }

    List<Result> results() {
        return List.copyOf(results);
    }

    /** Facts that had their effect, in all its worlds. */
    long effects() {
        return effects;
    }

    void close() throws Exception {
        W there = world;
        world = null;
        if (there != null) {
            try {
                effects += there.effects();
            } catch (Exception e) {
                console.line(name + ": its effects cannot be counted: " + e.getMessage());
            }
            there.close();
        }
    }
}
