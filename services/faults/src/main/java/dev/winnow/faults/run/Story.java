package dev.winnow.faults.run;

import dev.winnow.faults.process.Waiting;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What one scenario does and finds: its faults with their times, its figures, what it required. Its
 * random numbers come from the run's seed and its number. Safe for use by several threads.
 */
public final class Story {
    /** One line, so many milliseconds after the scenario began. */
    public record Line(long atMillis, String kind, String text) {}

    private final String name;
    private final Random random;
    private final Console console;
    private final long began = System.nanoTime();
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> figures = new LinkedHashMap<>();

    Story(String name, long seed, Console console) {
        this.name = name;
        this.random = new Random(seed * 31 + name.hashCode());
        this.console = console;
    }

    /** One that nobody reads. */
    public static Story silent(String name) {
        return new Story(
                name,
                0,
                new Console(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    }

    /**
     * The scenario's, as in {@code 04}; keys that begin with it and a hyphen are the scenario's.
     */
    public String name() {
        return name;
    }

    /** What the keys of its facts begin with. */
    public String prefix() {
        return "s" + name + "-";
    }

    /** Of this scenario in this run: the same again with the same seed. */
    public Random random() {
        return random;
    }

    /** A time between the two, drawn. */
    public Duration between(Duration least, Duration most) {
        synchronized (random) {
            return Duration.ofMillis(random.nextLong(least.toMillis(), most.toMillis() + 1));
        }
    }

    /** Says that the fault has come, as something else than the scenario itself has seen. */
    public void fired(String what) {
        add("fired", what);
    }

    /** Something to know for whoever reads the report. */
    public void note(String what) {
        add("note", what);
    }

    private synchronized void add(String kind, String text) {
        lines.add(new Line((System.nanoTime() - began) / 1_000_000, kind, text));
        console.say(name, kind + ": " + text);
    }

    /** A number or time for the report. */
    public synchronized void figure(String what, Object value) {
        figures.put(what, value instanceof Duration time ? seconds(time) : value.toString());
    }

    static String seconds(Duration time) {
        return "%.2f s".formatted(time.toMillis() / 1e3);
    }

    /**
     * @throws ScenarioFailedException with the words, when it does not hold
     */
    public void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ScenarioFailedException(otherwise);
        }
    }

    /**
     * Waits.
     *
     * @return how long it took
     * @throws ScenarioFailedException when it does not come in time
     */
    public Duration await(Duration limit, String what, BooleanSupplier holds) {
        return await(limit, () -> what, holds);
    }

    /** As {@link #await(Duration, String, BooleanSupplier)}, in words of the last moment. */
    public Duration await(Duration limit, Supplier<String> what, BooleanSupplier holds) {
        try {
            return Waiting.until(limit, what, holds);
        } catch (IllegalStateException e) {
            throw new ScenarioFailedException(String.valueOf(e.getMessage()));
        }
    }

    /** Lets the fault, or the load, last. */
    public void pause(Duration time) {
        Waiting.pause(time);
    }

    synchronized boolean hasFired() {
        return lines.stream().anyMatch(line -> line.kind().equals("fired"));
    }

    synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    synchronized Map<String, String> figures() {
        return new LinkedHashMap<>(figures);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
