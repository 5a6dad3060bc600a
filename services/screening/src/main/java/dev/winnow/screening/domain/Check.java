package dev.winnow.screening.domain;

/** The checks there are, with the names they have on the wire and in policies. */
public enum Check {
    WATCHLIST("watchlist"),
    VELOCITY("velocity"),
    AGE("age"),
    COMPLETENESS("completeness"),
    CONSISTENCY("consistency"),
    DOCUMENT("document");

    private final String wireName;

    Check(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
