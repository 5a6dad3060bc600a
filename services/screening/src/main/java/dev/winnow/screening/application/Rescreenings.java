package dev.winnow.screening.application;

import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.ListVersion;
import dev.winnow.screening.domain.Rescreening;
import dev.winnow.screening.domain.RescreeningCause;
import dev.winnow.screening.domain.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The durable record of which version of which list each finished screening stands against. What is
 * still to be done follows from it, so that no place in the work has to be remembered.
 */
public interface Rescreenings {
    /**
     * Records that a version of a list is in force and what has to be done for it; takes the place
     * of a run for an older version. To be called in a transaction.
     *
     * @return nothing when that version, or a newer one, was known; nothing has changed then
     */
    Optional<Rescreening> begin(RescreeningCause move, Instant now);

    /** The newest known version of each list that something is left to be done for. */
    List<ListVersion> unfinished();

    /** Takes screenings that stand against an older version, the oldest first. */
    Batch take(ListVersion target, int limit, Duration lease);

    /**
     * Records that the results are the same in the newer version.
     *
     * @return how many; fewer when others have taken them over
     */
    int moveOn(Batch batch, Collection<String> applicationIds);

    /** Gives them back, to be taken by anybody after the wait. */
    void putOff(Batch batch, Collection<String> applicationIds, Duration wait);

    /** The result that an application has now. */
    Optional<Revision> current(String applicationId);

    /**
     * Records that a look at all lists found the same; they are the ones it stands against now.
     *
     * @return false when somebody else has taken it over or changed it; nothing has changed then
     */
    boolean confirm(Batch batch, Revision stays, List<ListVersion> looked);

    /**
     * Puts a new result in the place of the one before, which is kept. To be called in a
     * transaction.
     *
     * @param next has the number after the one that it replaces
     * @param redecided whether the decision is another
     * @return false as {@link #confirm}
     */
    boolean replace(Batch batch, Revision next, boolean redecided);

    /** Ends the run when nothing is left to be done; nothing when there is, or it has ended. */
    Optional<Rescreening> end(ListVersion target, Instant now);

    /** The latest first. */
    List<Rescreening> latest(Optional<String> list, int limit);

    /** Results of an application with numbers below that one, the latest first. */
    List<Revision> history(String applicationId, int before, int limit);

    /**
     * Screenings that the caller holds until the lease runs out.
     *
     * @param token of this batch; what a holder without it does changes nothing
     */
    record Batch(UUID token, ListVersion target, List<Taken> screenings) {
        public Batch {
            screenings = List.copyOf(screenings);
        }
    }

    /**
     * One of them.
     *
     * @param version of the list that it stands against; 0 for none
     * @param unmade whether the check of the watch list could not be made
     */
    record Taken(Application application, int version, boolean unmade) {
        public String id() {
            return application.id();
        }
    }
}
