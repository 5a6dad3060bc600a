package dev.winnow.velocity.domain;

/**
 * How much each part of a comparison says. What people change (they move, they renew a document)
 * says much when it is the same and little when it is not.
 */
final class Weights {
    static final double NAME = 0.40;
    static final double BORN = 0.25;

    /** Names with fewer letters in common are other names. */
    static final double OTHER_NAME = 0.7;

    /** What a name counts of which only some words are the same. */
    static final double NAME_IN_PART = 0.55;

    /** Numbers that are less alike are different numbers. */
    static final double SLIP_OF_NUMBER = 0.7;

    private static final double ADDRESS = 0.20;
    private static final double OTHER_ADDRESS = 0.08;
    private static final double MOVED = 0.35;
    private static final double DOCUMENT = 0.30;
    private static final double OTHER_DOCUMENT = 0.10;
    private static final double CONTACT = 0.15;
    private static final double OTHER_CONTACT = 0.04;

    private Weights() {}

    static double address(double alike) {
        return alike < MOVED ? OTHER_ADDRESS : ADDRESS;
    }

    static double document(double alike) {
        return alike > 0 ? DOCUMENT : OTHER_DOCUMENT;
    }

    static double contact(boolean same) {
        return same ? CONTACT : OTHER_CONTACT;
    }
}
