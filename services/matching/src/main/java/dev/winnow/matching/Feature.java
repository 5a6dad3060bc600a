package dev.winnow.matching;

/**
 * One part of a score.
 *
 * @param name as in {@code name} or {@code dateOfBirth}
 * @param effect what it adds or, when negative, takes away
 * @param detail what was compared, for people
 */
public record Feature(String name, double effect, String detail) {
    private static final double STEPS = 10_000;

    /** The least by which effects differ. */
    static final double STEP = 1 / STEPS;

    /** Effects are kept to four decimals, so that the printed ones add up to the printed score. */
    static Feature of(String name, double effect, String detail) {
        return new Feature(name, round(effect), detail);
    }

    public static double round(double value) {
        return Math.round(value * STEPS) / STEPS;
    }
}
