/**
 * {@code winnow}: run it, use it, look at it. {@link dev.winnow.cli.Winnow} is the main entry
 * point.
 */
@NullMarked
package dev.winnow.cli;

import org.jspecify.annotations.NullMarked;
