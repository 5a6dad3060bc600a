package dev.winnow.watchlist.domain;

/**
 * A list that is not taken, as a whole. The message is one line and says where and why; it is meant
 * for the person who asked for the load.
 */
public final class RefusedListException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedListException(String reason) {
        super(reason);
    }

    /** In that line of that file; lines count from 1. */
    public static RefusedListException at(String file, long line, String reason) {
        return new RefusedListException(file + " line " + line + ": " + reason);
    }

    public static RefusedListException in(String file, String reason) {
        return new RefusedListException(file + ": " + reason);
    }
}
