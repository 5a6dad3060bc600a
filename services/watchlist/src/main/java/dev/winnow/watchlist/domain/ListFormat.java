package dev.winnow.watchlist.domain;

/** How a list is written. */
public enum ListFormat {
    /** A folder as OFAC publishes it, of its SDN or its non-SDN list. */
    OFAC,
    /** The consolidated list of the United Nations: one XML file. */
    UN,
    /** FollowTheMoney: one JSON object on each line of one file. */
    FTM,
    /** The Denied Persons List of the BIS: one file separated by tabs. */
    BIS,
    /** One file with Winnow's own columns. */
    CSV
}
