package dev.winnow.screening.domain;

/** How a screening ends, in the order of strength: a later one wins over an earlier one. */
public enum Decision {
    APPROVE,
    /** A person has to look at it. */
    REFER,
    REJECT;

    /** The stronger of the two. */
    public Decision or(Decision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
