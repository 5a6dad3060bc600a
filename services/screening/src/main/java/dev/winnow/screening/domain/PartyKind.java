package dev.winnow.screening.domain;

/** What an applicant is. */
public enum PartyKind {
    PERSON,
    ORGANISATION
}
