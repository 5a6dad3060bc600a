package dev.winnow.applications.domain;

/** What became of a submission. */
public sealed interface Submission {

    /** It is a new application. */
    record Accepted(Application application) implements Submission {}

    /** It had been submitted before, with the same content; nothing was added. */
    record Known(Application application) implements Submission {}

    /** Its reference belongs to an application with other content; nothing was changed. */
    record Conflict(ApplicationId existing) implements Submission {}
}
