package dev.winnow.velocity;

import dev.winnow.velocity.application.Observer;
import dev.winnow.velocity.domain.Answer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The service's own meters; those of its endpoint are the runtime's. Thread-safe. */
final class VelocityMeters implements Observer {
    /** Counter: applications that were checked; tag status, complete or partial. */
    static final String CHECKED = "winnow.velocity.checked";

    /** Counter: applications that were asked about again, and had their first answer. */
    static final String ASKED_AGAIN = "winnow.velocity.asked.again";

    /** Counter: applications that resemble another. */
    static final String DUPLICATES = "winnow.velocity.duplicates";

    /** Counter: applications that were removed, since they are past their time. */
    static final String FORGOTTEN = "winnow.velocity.forgotten";

    private final Counter complete;
    private final Counter partial;
    private final Counter askedAgain;
    private final Counter duplicates;
    private final Counter forgotten;

    VelocityMeters(MeterRegistry meters) {
        complete = meters.counter(CHECKED, "status", "complete");
        partial = meters.counter(CHECKED, "status", "partial");
        askedAgain = meters.counter(ASKED_AGAIN);
        duplicates = meters.counter(DUPLICATES);
        forgotten = meters.counter(FORGOTTEN);
    }

    @Override
    public void checked(Answer answer) {
        (answer.gaps().isEmpty() ? complete : partial).increment();
        if (!answer.duplicates().isEmpty()) {
            duplicates.increment();
        }
    }

    @Override
    public void askedAgain() {
        askedAgain.increment();
    }

    @Override
    public void forgot(int applications) {
        forgotten.increment(applications);
    }
}
