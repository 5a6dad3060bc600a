package dev.winnow.cli.screen;

import dev.winnow.cli.console.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/** A bar on a terminal's standard error; nothing anywhere else. */
final class Progress implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final int WIDTH = 30;

    private final Terminal terminal;
    private final int total;
    private final Supplier<Pending.Count> count;
    private final Thread thread;
    private final long start = System.nanoTime();

    Progress(Terminal terminal, int total, Supplier<Pending.Count> count) {
        this.terminal = terminal;
        this.total = total;
        this.count = count;
        this.thread = Thread.ofVirtual().name("progress").unstarted(this::run);
    }

    void start() {
        if (terminal.canRewrite()) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                terminal.err().print("\r" + line() + "\u001B[K");
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String line() {
        Pending.Count now = count.get();
        int filled = total == 0 ? 0 : Math.min(WIDTH, now.decided() * WIDTH / total);
        double seconds = (System.nanoTime() - start) / 1e9;
        return String.format(
                Locale.ROOT,
                "  %s%s %d of %d decided, %d submitted, %.0f per second",
                "█".repeat(filled),
                "░".repeat(WIDTH - filled),
                now.decided(),
                total,
                now.submitted(),
                now.decided() / Math.max(0.1, seconds));
    }

    @Override
    public void close() {
        if (!thread.isAlive()) {
            return;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.err().print("\r\u001B[K");
    }
}
