package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.ListContent;
import java.util.Optional;

/** Where lists come from. */
public interface ListFiles {
    /** How a list is written. */
    enum Format {
        /** A folder as OFAC publishes it. */
        OFAC,
        /** One file with Winnow's own columns. */
        CSV
    }

    /**
     * Reads a list, all of it or nothing.
     *
     * @param path absolute
     * @param format empty to tell from the path: a folder is OFAC's, a file is Winnow's own CSV
     */
    ListContent read(String path, Optional<Format> format);
}
