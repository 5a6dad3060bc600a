package dev.winnow.screening.application;

import dev.winnow.screening.domain.Application;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Begins the screening of an application. Safe to share. */
public final class StartScreening {
    private final Workflows workflows;
    private final ScreeningEvents events;
    private final InstantSource clock;
    private final Duration lease;

    public StartScreening(
            Workflows workflows, ScreeningEvents events, InstantSource clock, Duration lease) {
        this.workflows = workflows;
        this.events = events;
        this.clock = clock;
        this.lease = lease;
    }

    /**
     * Records the screening and its event; to be called in a transaction.
     *
     * @return the right to run it; nothing when the application has a screening already
     */
    public Optional<Claim> start(Application application) {
        Instant now = clock.instant();
        Claim claim = new Claim(application, UUID.randomUUID(), 1, now, List.of());
        if (!workflows.start(claim, lease)) {
            return Optional.empty();
        }
        events.started(application.id(), now);
        return Optional.of(claim);
    }
}
