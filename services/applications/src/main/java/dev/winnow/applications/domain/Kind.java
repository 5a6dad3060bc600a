package dev.winnow.applications.domain;

/** What an applicant is. */
public enum Kind {
    PERSON,
    ORGANISATION
}
