package dev.winnow.screening.adapter.out.jdbi;

import dev.winnow.contracts.screening.ScreeningContracts;
import dev.winnow.contracts.screening.ScreeningStarted;
import dev.winnow.datastore.Outbox;
import dev.winnow.screening.adapter.Wire;
import dev.winnow.screening.application.ScreeningEvents;
import dev.winnow.screening.domain.Decision;
import dev.winnow.screening.domain.Revision;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Instant;

/** Events through the outbox, in the current transaction. Safe to share. */
public final class OutboxScreeningEvents implements ScreeningEvents {
    private final Outbox outbox;

    public OutboxScreeningEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void started(String applicationId, Instant at) {
        outbox.add(ScreeningContracts.STARTED, new ScreeningStarted(applicationId, at));
    }

    @Override
    public void completed(ScreeningResult result) {
        outbox.add(ScreeningContracts.COMPLETED, Wire.result(result));
    }

    @Override
    public void rescreened(Revision revision, Decision previous) {
        outbox.add(ScreeningContracts.RESCREENED, Wire.rescreened(revision, previous));
    }
}
