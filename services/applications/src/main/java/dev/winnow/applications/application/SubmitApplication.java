package dev.winnow.applications.application;

import dev.winnow.applications.domain.Application;
import dev.winnow.applications.domain.ApplicationId;
import dev.winnow.applications.domain.Form;
import dev.winnow.applications.domain.Submission;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Takes an application, once for each reference. Safe to share. */
public final class SubmitApplication {
    private final Applications applications;
    private final Announcements announcements;
    private final Transaction transaction;
    private final Clock clock;
    private final RandomGenerator random;

    public SubmitApplication(
            Applications applications,
            Announcements announcements,
            Transaction transaction,
            Clock clock,
            RandomGenerator random) {
        this.applications = applications;
        this.announcements = announcements;
        this.transaction = transaction;
        this.clock = clock;
        this.random = random;
    }

    /** The outcome is committed when this returns. */
    public Submission submit(Form form) {
        return transaction.run(() -> known(form).orElseGet(() -> add(form)));
    }

    private Optional<Submission> known(Form form) {
        return applications.byReference(form.reference()).map(found -> compare(found, form));
    }

    private Submission add(Form form) {
        // What is stored has microseconds; what is answered has to be the same.
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Application application = Application.received(ApplicationId.at(now, random), form, now);
        if (applications.add(application)) {
            announcements.submitted(application);
            return new Submission.Accepted(application);
        }
        // Another submission of this reference was committed in between; now it can be seen.
        return known(form)
                .orElseThrow(() ->
                        new IllegalStateException("a reference is taken and not to be found"));
    }

    private static Submission compare(Application found, Form form) {
        return found.isOf(form) ? new Submission.Known(found) : new Submission.Conflict(found.id());
    }
}
