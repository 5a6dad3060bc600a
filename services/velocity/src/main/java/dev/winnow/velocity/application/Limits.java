package dev.winnow.velocity.application;

import dev.winnow.velocity.domain.Window;
import java.time.Duration;

/**
 * How much a check may look at.
 *
 * @param perKey sightings of one key
 * @param perHeading applications under one heading
 * @param comparisons applications that one is compared with
 * @param score duplicates with a lower score are left out; 0 to 1
 * @param duplicates that are answered, the best first
 * @param tolerance windows reach so far beyond an application, so that those which came at the same
 *     moment and are checked in another order see each other
 * @param retention how long applications are kept; at least the longest window
 */
public record Limits(
        int perKey,
        int perHeading,
        int comparisons,
        double score,
        int duplicates,
        Duration tolerance,
        Duration retention) {

    /** An application that is older is answered from less than it should be. */
    Duration complete() {
        return retention.minus(Window.LONGEST);
    }
}
