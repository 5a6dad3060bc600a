package dev.winnow.faults.run;

import java.io.PrintStream;
import java.time.Duration;

/** What a person sees of the run: lines with the time since its beginning. */
public final class Console {
    private final PrintStream out;
    private final long began = System.nanoTime();

    public Console(PrintStream out) {
        this.out = out;
    }

    /** Of a scenario. */
    public void say(String scenario, String text) {
        line("%-4s %s".formatted(scenario, text));
    }

    /** Of the run. */
    public synchronized void line(String text) {
        long seconds = elapsed().toSeconds();
        out.printf("%3d:%02d  %s%n", seconds / 60, seconds % 60, text);
        out.flush();
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
