package dev.winnow.screening.application;

import dev.winnow.screening.domain.CheckResult;
import dev.winnow.screening.domain.ScreeningResult;
import java.time.Duration;
import java.util.List;

/**
 * The durable record of every screening. What is due is said by the store's own clock, so an
 * instance whose clock is wrong takes nothing too early and holds nothing for too long.
 */
public interface Workflows {
    /**
     * Records a new screening that the caller holds.
     *
     * @return false when the application has one already; nothing has changed then
     */
    boolean start(Claim claim, Duration lease);

    /** Takes up to {@code limit} screenings that are due or whose holder's lease ran out. */
    List<Claim> takeDue(int limit, Duration lease);

    /**
     * Keeps what was made and puts the rest off, for so long.
     *
     * @return false when the claim is no longer the holder's; nothing has changed then
     */
    boolean postpone(Claim claim, List<CheckResult> made, Duration wait);

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
