package dev.winnow.localservers;

/** What becomes of a unit that passes a {@link Toll}. */
public enum Verdict {
    FORWARD,
    /** This unit alone is lost; what follows goes on. */
    DROP,
    /** It does not arrive, and both sides find their connection closed. */
    CUT,
    /**
     * It arrives, and then the connection is gone: the receiver can read it to the end, and the
     * sender never gets an answer.
     */
    FORWARD_AND_CUT
}
