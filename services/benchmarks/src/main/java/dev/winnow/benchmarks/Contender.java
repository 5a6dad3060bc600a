package dev.winnow.benchmarks;

/** One way of doing the same thing. Its {@link #call} is made by many threads at once. */
public interface Contender {
    String name();

    /** Does it once and returns when it is done. */
    void call() throws Exception;

    /** Closes what it has opened. */
    void end() throws Exception;
}
