package dev.winnow.screening.application;

import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.Rescreening;

/** Is told how screening again goes. It changes nothing, and must not throw. */
public interface RescreeningObserver {
    void began(Rescreening run);

    void ended(Rescreening run);

    /** Some were looked at. */
    void did(ListVersion target, RescreenBatch.Done done);

    /** Some could not be looked at and will be later; the reason is without personal data. */
    void putOff(ListVersion target, String why);
}
