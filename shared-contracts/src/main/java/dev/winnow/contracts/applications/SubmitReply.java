package dev.winnow.contracts.applications;

/**
 * The answer to a submission; it is given once the application is committed.
 *
 * @param application where it stands
 * @param known whether it had been submitted before, so that nothing was added
 */
public record SubmitReply(ApplicationSummary application, boolean known) {}
