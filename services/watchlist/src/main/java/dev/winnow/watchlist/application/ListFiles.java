package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.ListFormat;
import java.util.Optional;

/** Files of lists that this service may read when it is asked to. */
public interface ListFiles {
    /**
     * Reads a list, all of it or nothing.
     *
     * @param path absolute
     * @param format empty to tell from the path: a folder is OFAC's, {@code .xml} the United
     *     Nations', {@code .json}, {@code .jsonl} and {@code .ndjson} FollowTheMoney, {@code .txt}
     *     and {@code .tsv} the BIS's, any other file Winnow's own CSV
     */
    ListContent read(String path, Optional<ListFormat> format);
}
