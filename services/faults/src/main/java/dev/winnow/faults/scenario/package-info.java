/** The scenarios, one class each, and their table. */
@NullMarked
package dev.winnow.faults.scenario;

import org.jspecify.annotations.NullMarked;
