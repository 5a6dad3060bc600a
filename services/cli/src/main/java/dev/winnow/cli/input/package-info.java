/** Reads files of applications, as CSV or JSON Lines, within bounds. */
@NullMarked
package dev.winnow.cli.input;

import org.jspecify.annotations.NullMarked;
