package dev.winnow.benchmarks;

/** One way of doing the same thing. */
public interface Contender {
    String name();

    /** Closes what it has opened. */
    void end() throws Exception;
}
