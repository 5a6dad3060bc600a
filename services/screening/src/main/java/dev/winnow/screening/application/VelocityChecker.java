package dev.winnow.screening.application;

import dev.winnow.screening.domain.Application;
import dev.winnow.screening.domain.CheckResult;
import java.time.Instant;

/** Asks how often the data of an application was seen. */
public interface VelocityChecker {
    /**
     * Blocks until there is an answer; for the same application always the same one.
     *
     * @param submittedAt when it was submitted
     * @throws CheckImpossibleException when there is none
     */
    CheckResult check(Application application, Instant submittedAt);
}
