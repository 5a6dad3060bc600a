package dev.winnow.applications.adapter.out.jdbi;

import dev.winnow.applications.adapter.Wire;
import dev.winnow.applications.application.Announcements;
import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.Verdict;
import dev.winnow.contracts.applications.ApplicationsContracts;
import dev.winnow.contracts.applications.Decided;
import dev.winnow.contracts.applications.Submitted;
import dev.winnow.datastore.Outbox;
import java.util.Objects;

/** Announces through the outbox, in the current transaction. Safe to share. */
public final class OutboxAnnouncements implements Announcements {
    private final Outbox outbox;

    public OutboxAnnouncements(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void submitted(Application application) {
        outbox.add(
                ApplicationsContracts.SUBMITTED,
                new Submitted(
                        application.id().toString(),
                        Wire.form(application.form()),
                        application.receivedAt()));
    }

    @Override
    public void decided(Application application) {
        Verdict verdict = Objects.requireNonNull(application.verdict(), "not decided");
        outbox.add(
                ApplicationsContracts.DECIDED,
                new Decided(
                        application.id().toString(),
                        application.form().reference(),
                        Wire.decision(verdict),
                        Wire.reasons(verdict.causes()),
                        application.receivedAt(),
                        verdict.decidedAt()));
    }
}
