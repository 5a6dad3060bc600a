package dev.winnow.matching;

/** Which way of comparing this library has. */
public final class Algorithm {
    /** Changes whenever the same two names may score otherwise; goes with every answer. */
    public static final String VERSION = "winnow-match/5";

    private Algorithm() {}
}
