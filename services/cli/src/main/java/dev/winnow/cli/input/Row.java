package dev.winnow.cli.input;

import dev.winnow.contracts.applications.ApplicationForm;

/** One row of a file of applications. */
public sealed interface Row {

    /** The number of the line it begins on, from 1. */
    long line();

    /** A row that says everything an application needs. */
    record Usable(long line, ApplicationForm form) implements Row {}

    /** A row that cannot be used, and why. */
    record Bad(long line, String reason) implements Row {}
}
