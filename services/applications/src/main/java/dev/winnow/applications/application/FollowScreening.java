package dev.winnow.applications.application;

import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Cause;
import dev.winnow.applications.domain.Status;
import dev.winnow.applications.domain.Verdict;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Brings applications up to date with their screening, whatever the order in which its news come
 * and however often. Safe to share.
 */
public final class FollowScreening {
    private final Applications applications;
    private final Announcements announcements;
    private final Transaction transaction;
    private final Clock clock;

    public FollowScreening(
            Applications applications,
            Announcements announcements,
            Transaction transaction,
            Clock clock) {
        this.applications = applications;
        this.announcements = announcements;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What became of the news. */
    public enum Followed {
        /** The application moved on. */
        MOVED,
        /** It had moved on before; nothing changed. */
        ALREADY_THERE,
        /** There is no such application. */
        UNKNOWN
    }

    /** Screening has begun. */
    public Followed started(ApplicationId id) {
        return transaction.run(
                () -> applications.beginScreening(id) ? Followed.MOVED : unmoved(id));
    }

    /** Screening has ended; the first outcome stands, until it is screened again. */
    public Followed completed(ApplicationId id, Status outcome, List<Cause> causes) {
        return transaction.run(() -> decide(id, verdict(outcome, causes)));
    }

    /**
     * It was screened again, with another result: the newest result decides, in either direction.
     * News of an application that has not ended ends it.
     *
     * @param revision the number of the result
     */
    public Followed rescreened(ApplicationId id, int revision, Status outcome, List<Cause> causes) {
        return transaction.run(() -> {
            Verdict verdict = verdict(outcome, causes);
            return applications.decideAgain(id, revision, verdict)
                    ? Followed.MOVED
                    : decide(id, verdict);
        });
    }

    private Followed decide(ApplicationId id, Verdict verdict) {
        if (!applications.decide(id, verdict)) {
            return unmoved(id);
        }
        announcements.decided(applications.byId(id).orElseThrow());
        return Followed.MOVED;
    }

    private Verdict verdict(Status outcome, List<Cause> causes) {
        return new Verdict(outcome, causes, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Followed unmoved(ApplicationId id) {
        return applications.byId(id).isPresent() ? Followed.ALREADY_THERE : Followed.UNKNOWN;
    }
}
