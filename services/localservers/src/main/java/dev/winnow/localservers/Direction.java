package dev.winnow.localservers;

/** Which way bytes go through a {@link FaultProxy}. */
public enum Direction {
    TO_SERVER,
    TO_CLIENT,
    BOTH;

    boolean includes(Direction way) {
        return this == BOTH || this == way;
    }
}
