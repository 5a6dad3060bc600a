package dev.winnow.contracts.watchlist;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The format of a list's files; the README of the watchlist service documents each. */
public enum ListSourceFormat {
    /** A folder with OFAC's files, of its SDN or its consolidated non-SDN list. */
    @JsonProperty("ofac")
    OFAC,
    /** The consolidated list of the United Nations: one XML file. */
    @JsonProperty("un")
    UN,
    /** FollowTheMoney: one JSON object on each line of one file. */
    @JsonProperty("ftm")
    FTM,
    /** The Denied Persons List of the BIS: one file separated by tabs. */
    @JsonProperty("bis")
    BIS,
    /** One file with Winnow's own columns. */
    @JsonProperty("csv")
    CSV
}
