package dev.winnow.contracts;

/** The names of streams and durable consumers; their settings are files in {@code nats-config}. */
public final class Streams {
    public static final String APPLICATIONS = "APPLICATIONS";
    public static final String SCREENING = "SCREENING";
    public static final String WATCHLIST = "WATCHLIST";

    /** What no consumer could handle, on subjects {@code dead-letters.<stream>.<consumer>}. */
    public static final String DEAD_LETTERS = "DEAD_LETTERS";

    /** On {@link #APPLICATIONS}: starts a screening for each submitted application. */
    public static final String SCREENING_SUBMITTED = "screening-submitted";

    /** On {@link #WATCHLIST}: screens decided applications again when a list has changed. */
    public static final String SCREENING_LISTS = "screening-lists";

    /** On {@link #SCREENING}: brings an application's state up to date. */
    public static final String APPLICATIONS_SCREENING = "applications-screening";

    private Streams() {}
}
