package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.ListContent;
import dev.winnow.watchlist.domain.RefusedListException;
import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.Validator;
import java.util.Map;

/** Lists at the places that the configuration names. */
public interface SourceFiles {
    /** What came of it. */
    sealed interface Fetched {
        /** It is as it was. */
        record Unchanged() implements Fetched {}

        /**
         * All of it.
         *
         * @param validators by file
         */
        record Content(ListContent content, Map<String, Validator> validators) implements Fetched {}
    }

    /**
     * Fetches and reads a list, all of it or nothing, in bounded time and room.
     *
     * @param known from the time before; empty to fetch it in any case
     * @throws RefusedListException in words for the operator, also when it cannot be reached
     */
    Fetched fetch(Source source, Map<String, Validator> known);
}
