package dev.winnow.cli.console;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a command writes: results to standard output, everything else to standard error. Colours
 * and lines that change appear on a terminal only, and colours never with {@code NO_COLOR}. Safe to
 * share.
 */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final boolean colours;

    public Terminal(
            PrintStream out,
            PrintStream err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            boolean colours) {
        this.out = out;
        this.err = err;
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.colours = colours;
    }

    /** The process's own streams, as UTF-8. */
    public static Terminal ofProcess(Map<String, String> environment) {
        String noColour = environment.getOrDefault("NO_COLOR", "");
        boolean plain = !noColour.isEmpty() || "dumb".equals(environment.get("TERM"));
        return new Terminal(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                isTerminal(1),
                isTerminal(2),
                !plain);
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Whether a line on standard error may be written over. */
    public boolean canRewrite() {
        return errIsTerminal;
    }

    /** Whether standard output may have colours. */
    public boolean canColour() {
        return outIsTerminal && colours;
    }

    /** Text for standard output in a colour, where there are colours. */
    public String colour(Colour colour, String text) {
        return canColour() ? colour.start + text + "\u001B[0m" : text;
    }

    /** The few colours in use. */
    public enum Colour {
        GOOD("\u001B[32m"),
        WARNING("\u001B[33m"),
        BAD("\u001B[31m"),
        FAINT("\u001B[2m");

        private final String start;

        Colour(String start) {
            this.start = start;
        }
    }

    /**
     * Java's console knows only whether input and output together are a terminal; where the system
     * tells what a descriptor is, that is asked.
     */
    private static boolean isTerminal(int descriptor) {
        try {
            Path link = Path.of("/proc/self/fd", String.valueOf(descriptor));
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        }
    }
}
