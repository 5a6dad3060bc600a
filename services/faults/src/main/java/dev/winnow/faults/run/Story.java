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
    private final Object lock = new Object();
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

    /** A number from zero on and less than the bound: the same again with the same seed. */
    public int draw(int bound) {
        synchronized (lock) {
            return random.nextInt(bound);
        }
    }

    /** A time between the two, drawn. */
    public Duration between(Duration least, Duration most) {
        return least.plusMillis(draw((int) most.minus(least).toMillis() + 1));
    }

    /** Says that the fault has come, as something else than the scenario itself has seen. */
    public void fired(String what) {
        add("fired", what);
    }

    /** Something to know for whoever reads the report. */
    public void note(String what) {
        add("note", what);
    }

    private void add(String kind, String text) {
        synchronized (lock) {
            lines.add(new Line((System.nanoTime() - began) / 1_000_000, kind, text));
            console.say(name, kind + ": " + text);
        }
    }

    /** A number or time for the report. */
    public void figure(String what, Object value) {
        synchronized (lock) {
            figures.put(what, value instanceof Duration time ? seconds(time) : value.toString());
        }
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

    boolean hasFired() {
        synchronized (lock) {
            return lines.stream().anyMatch(line -> line.kind().equals("fired"));
        }
    }

    List<Line> lines() {
        synchronized (lock) {
            return List.copyOf(lines);
        }
    }

    Map<String, String> figures() {
        synchronized (lock) {
            return new LinkedHashMap<>(figures);
        }
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
