package dev.winnow.cli.local;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Is told about each step of a start, possibly from several threads at once. */
@FunctionalInterface
public interface Phases {

    /** A step is done; it took so long. */
    void done(String step, Duration took);

    /** Does a step and tells how long it took. */
    default <T> T time(String step, Callable<T> work) throws Exception {
        long start = System.nanoTime();
        T result = work.call();
        done(step, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }
}
