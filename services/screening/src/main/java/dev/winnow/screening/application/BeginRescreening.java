package dev.winnow.screening.application;

import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.RescreeningCause;
import java.time.InstantSource;
import java.util.Optional;

/** Takes note that a list has changed. Safe to share. */
public final class BeginRescreening {
    private final Rescreenings rescreenings;
    private final InstantSource clock;

    public BeginRescreening(Rescreenings rescreenings, InstantSource clock) {
        this.rescreenings = rescreenings;
        this.clock = clock;
    }

    /**
     * Records what has to be done; to be called in a transaction. News that come twice or late
     * change nothing.
     *
     * @return nothing when that version, or a newer one, was known
     */
    public Optional<Rescreening> begin(RescreeningCause move) {
        return rescreenings.begin(move, clock.instant());
    }
}
