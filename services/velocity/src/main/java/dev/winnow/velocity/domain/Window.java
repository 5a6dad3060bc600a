package dev.winnow.velocity.domain;

import java.time.Duration;

/** How far back is counted. */
public enum Window {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofHours(24)),
    WEEK(Duration.ofDays(7)),
    MONTH(Duration.ofDays(30));

    /** The longest of them. */
    public static final Duration LONGEST = MONTH.length;

    private final Duration length;

    Window(Duration length) {
        this.length = length;
    }

    public Duration length() {
        return length;
    }
}
