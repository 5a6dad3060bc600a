package dev.winnow.watchlist.application;

import dev.winnow.watchlist.domain.Source;
import dev.winnow.watchlist.domain.SourceStatus;
import dev.winnow.watchlist.domain.Validator;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What all instances together know of the sources. */
public interface Sources {
    /**
     * Takes the turn to look at a source, when it is due and no other instance has taken it.
     *
     * @param until when the turn is over, should this instance not come back
     */
    boolean claim(Source source, Instant now, Instant until);

    /** From the last success at this very location; empty when there was none. */
    Map<String, Validator> validators(Source source);

    void succeeded(Source source, Map<String, Validator> validators, Instant now, Instant next);

    /** As {@link #succeeded}, with the validators as they are. */
    void unchanged(Source source, Instant now, Instant next);

    /**
     * @return how many failures that are, one after the other
     */
    int failed(Source source, String problem, Instant now);

    /** When it is looked at again after a failure. */
    void again(Source source, Instant next);

    /** In no order. */
    List<SourceStatus> statuses();
}
