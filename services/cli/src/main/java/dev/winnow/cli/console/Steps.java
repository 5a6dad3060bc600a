package dev.winnow.cli.console;

import java.time.Duration;
import java.util.Locale;

/** Says on standard error what a command is doing. Safe to share. */
public final class Steps {
    private final Terminal terminal;
    private final boolean detailed;

    /**
     * @param detailed whether small steps are told, too
     */
    public Steps(Terminal terminal, boolean detailed) {
        this.terminal = terminal;
        this.detailed = detailed;
    }

    /** Something worth a line, always. */
    public void say(String line) {
        terminal.err().println(line);
    }

    /** A step of a start; told on a terminal, or when details were asked for. */
    public void step(String name, Duration took) {
        if (detailed || terminal.canRewrite()) {
            terminal.err().printf(Locale.ROOT, "  %-14s %5.2f s%n", name, seconds(took));
        }
    }

    /** Something that took its time and is worth a line, always. */
    public void done(String line, Duration took) {
        terminal.err().printf(Locale.ROOT, "%s (%.1f s)%n", line, seconds(took));
    }

    private static double seconds(Duration took) {
        return took.toNanos() / 1e9;
    }
}
