package dev.winnow.cli.screen;

import dev.winnow.messaging.CallException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Calls again while that may help and the time lasts, with pauses that grow and are drawn. For
 * calls that do no harm twice. Safe for use by several threads.
 */
final class Patience {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /**
     * @throws CallException the last one, when the time is over or another call cannot help
     */
    <R> R call(Supplier<R> call) throws InterruptedException {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE.toMillis();
        while (true) {
            try {
                return call.get();
            } catch (CallException e) {
                if (System.nanoTime() - start > limit.toNanos() || !e.mayRetry()) {
                    throw e;
                }
            }
            Thread.sleep(ThreadLocalRandom.current().nextLong(pause + 1));
            pause = Math.min(2 * pause, LONGEST_PAUSE.toMillis());
        }
    }
}
