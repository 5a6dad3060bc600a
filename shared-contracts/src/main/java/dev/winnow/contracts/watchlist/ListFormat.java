package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The format of a list's files. */
public enum ListFormat {
    /**
     * A folder with {@code sdn.csv}, {@code alt.csv} and {@code add.csv} as OFAC publishes them.
     */
    @JsonProperty("ofac")
    OFAC,
    /** One file with Winnow's own columns; the README of the watchlist service documents them. */
    @JsonProperty("csv")
    CSV
}
