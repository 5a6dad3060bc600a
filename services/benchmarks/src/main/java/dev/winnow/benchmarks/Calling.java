package dev.winnow.benchmarks;

/** A contender whose {@link #call} is made by many threads at once. */
public interface Calling extends Contender {
    /** Does it once and returns when it is done. */
    void call() throws Exception;
}
