/** Tests of the counter. */
@NullMarked
package dev.winnow.faults.counter;

import org.jspecify.annotations.NullMarked;
