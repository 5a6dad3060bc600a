package dev.winnow.localservers;

import org.jspecify.annotations.Nullable;

/** A shutdown hook that can be taken back, or none at all. */
final class ExitHook {
    private final @Nullable Thread thread;

    private ExitHook(@Nullable Thread thread) {
        this.thread = thread;
    }

    static ExitHook install(boolean wanted, Runnable action) {
        if (!wanted) {
            return new ExitHook(null);
        }
        Thread thread = new Thread(action, "stop-local-server");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ExitHook(thread);
    }

    void remove() {
        if (thread != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(thread);
            } catch (IllegalStateException e) {
                return; // the hooks are already running, and this one finds nothing left to do
            }
        }
    }
}
