/**
 * Intake and the life of an application; {@link dev.winnow.applications.Main} is the entry point.
 */
@NullMarked
package dev.winnow.applications;

import org.jspecify.annotations.NullMarked;
