package dev.winnow.screening.application;

import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Instant;
import java.util.List;

/** The durable record of every screening. */
public interface Workflows {
    /**
     * Records a new screening that the caller holds.
     *
     * @return false when the application has one already; nothing has changed then
     */
    boolean start(Claim claim, Instant leaseUntil);

    /** Takes up to {@code limit} screenings that are due or whose holder's lease ran out. */
    List<Claim> takeDue(int limit, Instant now, Instant leaseUntil);

    /**
     * Keeps what was made and puts the rest off.
     *
     * @return false when the claim is no longer the holder's; nothing has changed then
     */
    boolean postpone(Claim claim, List<CheckResult> made, Instant dueAt);

    /**
     * Records the end.
     *
     * @return false when the claim is no longer the holder's; nothing has changed then
     */
    boolean complete(Claim claim, ScreeningResult result);

    Lookup find(String applicationId);

    /** What there is of a screening. */
    sealed interface Lookup {
        record Finished(ScreeningResult result) implements Lookup {}

        record Unfinished() implements Lookup {}

        record Unknown() implements Lookup {}
    }
}
