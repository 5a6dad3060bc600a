package dev.winnow.applications.application;

import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Status;
import dev.winnow.applications.domain.Verdict;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where applications are kept. Inside a {@link Transaction} all methods are part of it. */
public interface Applications {

    /**
     * Adds a new application unless its reference is taken; of several that are added under one
     * reference at the same moment, one is.
     *
     * @return whether it was added
     */
    boolean add(Application application);

    Optional<Application> byId(ApplicationId id);

    Optional<Application> byReference(String reference);

    /** At most {@code limit}, newest first, older than {@code before} when that is given. */
    List<Application> newestFirst(
            @Nullable Status status, @Nullable ApplicationId before, int limit);

    /** Moves a received application to screening; false when it is past that or not there. */
    boolean beginScreening(ApplicationId id);

    /** Ends an application that has not ended; false when it has or is not there. */
    boolean decide(ApplicationId id, Verdict verdict);

    /**
     * Puts another decision in the place of the one before, which is kept. To be called in a
     * transaction.
     *
     * @param revision the number of the screening's result that it is made of
     * @return false when it is of that result or a later one already, has not ended, or is not
     *     there
     */
    boolean decideAgain(ApplicationId id, int revision, Verdict verdict);
}
