/** The four sets of facts that a run leaves, and the checker that compares them. */
@NullMarked
package dev.winnow.faults.check;

import org.jspecify.annotations.NullMarked;
