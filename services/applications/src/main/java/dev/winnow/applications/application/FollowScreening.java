package dev.winnow.applications.application;

import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Cause;
import dev.winnow.applications.domain.Status;
import dev.winnow.applications.domain.Verdict;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

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

    /** Screening has ended; the first outcome stands. */
    public Followed completed(ApplicationId id, Status outcome, List<Cause> causes) {
        return transaction.run(() -> {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (!applications.decide(id, new Verdict(outcome, causes, now))) {
                return unmoved(id);
            }
            Optional<Application> decided = applications.byId(id);
            announcements.decided(decided.orElseThrow());
            return Followed.MOVED;
        });
    }

    private Followed unmoved(ApplicationId id) {
        return applications.byId(id).isPresent() ? Followed.ALREADY_THERE : Followed.UNKNOWN;
    }
}
