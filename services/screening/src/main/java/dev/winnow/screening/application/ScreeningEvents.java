package dev.winnow.screening.application;

import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Instant;

/** Tells the others; within the transaction that makes it true. */
public interface ScreeningEvents {
    void started(String applicationId, Instant at);

    void completed(ScreeningResult result);

    /**
     * A finished screening has another result.
     *
     * @param previous the decision before
     */
    void rescreened(Revision revision, Decision previous);
}
