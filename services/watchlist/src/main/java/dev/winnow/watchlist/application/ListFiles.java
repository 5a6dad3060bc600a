package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.ListContent;
import java.util.Optional;

/** Where lists come from. */
public interface ListFiles {
    /** How a list is written. */
    enum Format {
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

    /**
     * Reads a list, all of it or nothing.
     *
     * @param path absolute
     * @param format empty to tell from the path: a folder is OFAC's, {@code .xml} the United
     *     Nations', {@code .json}, {@code .jsonl} and {@code .ndjson} FollowTheMoney, {@code .txt}
     *     and {@code .tsv} the BIS's, any other file Winnow's own CSV
     */
    ListContent read(String path, Optional<Format> format);
}
