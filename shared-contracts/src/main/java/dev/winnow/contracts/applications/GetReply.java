package dev.winnow.contracts.applications;

/** One application with the data it was submitted with. */
public record GetReply(ApplicationSummary application, ApplicationForm form) {}
