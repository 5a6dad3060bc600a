package dev.winnow.cli.console;

/** What the process says to its caller when it ends. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int UNREACHABLE = 3;
    public static final int REFUSED = 4;

    private ExitCode() {}
}
