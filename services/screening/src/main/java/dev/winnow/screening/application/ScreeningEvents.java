package dev.winnow.screening.application;

import dev.winnow.screening.domain.ScreeningResult;
import java.time.Instant;

/** Tells the others; within the transaction that makes it true. */
public interface ScreeningEvents {
    void started(String applicationId, Instant at);

    void completed(ScreeningResult result);
}
