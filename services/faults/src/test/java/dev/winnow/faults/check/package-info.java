/** Tests of the checker. */
@NullMarked
package dev.winnow.faults.check;

import org.jspecify.annotations.NullMarked;
