package dev.winnow.cli.wire;

import dev.winnow.cli.console.Terminal;
import dev.winnow.messaging.ReplayProgress;
import java.util.Locale;

/** One line on a terminal's standard error; nothing anywhere else. Not safe to share. */
final class ReplayBar implements AutoCloseable {
    private static final long INTERVAL_NANOS = 100_000_000;
    private static final int WIDTH = 30;

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private long shown = start - INTERVAL_NANOS;
    private boolean open;

    ReplayBar(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(ReplayProgress now) {
        if (!terminal.canRewrite() || System.nanoTime() - shown < INTERVAL_NANOS) {
            return;
        }
        shown = System.nanoTime();
        open = true;
        long all = Math.max(1, now.published() + now.remaining());
        int filled = (int) (now.published() * WIDTH / all);
        terminal.err()
                .printf(
                        Locale.ROOT,
                        "\r  %s%s %d, about %d to go, %.0f per second\u001B[K",
                        "█".repeat(filled),
                        "░".repeat(WIDTH - filled),
                        now.published(),
                        now.remaining(),
                        now.published() * 1e9 / Math.max(1, shown - start));
    }

    @Override
    public void close() {
        if (open) {
            terminal.err().print("\r\u001B[K");
            open = false;
        }
    }
}
