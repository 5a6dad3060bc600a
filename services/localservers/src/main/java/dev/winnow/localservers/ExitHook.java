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
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException ending) {
            action.run(); // nobody else would stop it
            throw ending;
        }
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
