package dev.winnow.faults.run;

import java.time.Duration;

/**
 * A line of the table.
 *
 * @param number in the table; 0 is the soak
 * @param fault in a few words
 * @param promise what must hold, in a few words
 * @param lagLimit within which, once the fault is over, nothing waits any more, unattended
 * @param isShort whether it is part of the short selection
 * @param <W> the world that it hurts
 */
public record Row<W extends World>(
        int number,
        String fault,
        String promise,
        Duration lagLimit,
        boolean isShort,
        Scenario<W> scenario) {

    private static final Duration USUAL_LIMIT = Duration.ofSeconds(60);

    /** With the usual limit of a minute. */
    public static <W extends World> Row<W> of(
            int number, String fault, String promise, Scenario<W> scenario) {
        return new Row<>(number, fault, promise, USUAL_LIMIT, false, scenario);
    }

    /** In the short selection, too. */
    public Row<W> alsoShort() {
        return new Row<>(number, fault, promise, lagLimit, true, scenario);
    }

    /** As in {@code 04}. */
    public String name() {
        return number == 0 ? "soak" : "%02d".formatted(number);
    }
}
