package dev.winnow.screening.domain;

import java.util.Optional;

/**
 * One of the results that an application had.
 *
 * @param number of the first it is 1
 * @param cause why it took the place of the one before; empty for the first
 */
public record Revision(int number, ScreeningResult result, Optional<RescreeningCause> cause) {}
