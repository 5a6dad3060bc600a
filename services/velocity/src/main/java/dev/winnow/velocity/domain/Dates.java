package dev.winnow.velocity.domain;

import java.time.LocalDate;

/** How alike two dates of birth are, slips of the pen included. Pure. */
final class Dates {
    private static final double EXCHANGED = 0.9;
    private static final double ONE_SLIP = 0.8;
    private static final double TWO_SLIPS = 0.4;

    private Dates() {}

    /** 1 when equal; less with day and month exchanged, or one or two digits wrong; else 0. */
    static double alike(LocalDate a, LocalDate b) {
        if (a.equals(b)) {
            return 1;
        }
        if (a.getYear() == b.getYear()
                && a.getMonthValue() == b.getDayOfMonth()
                && a.getDayOfMonth() == b.getMonthValue()) {
            return EXCHANGED;
        }
        return switch (Slips.distance(a.toString(), b.toString())) {
            case 1 -> ONE_SLIP;
            case 2 -> TWO_SLIPS;
            default -> 0;
        };
    }
}
