package dev.winnow.screening.domain;

/**
 * Why a decision was made.
 *
 * @param code stable, for programs
 * @param text for people
 */
public record Reason(String code, String text) {}
