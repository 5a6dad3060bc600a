package dev.winnow.screening.domain;

/**
 * Why there is another result.
 *
 * @param from the version of the list that the earlier result stood against; 0 for none
 * @param to the version that the new one stands against
 */
public record RescreeningCause(String list, int from, int to) {}
