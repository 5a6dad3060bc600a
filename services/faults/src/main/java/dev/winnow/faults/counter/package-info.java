/** A synthetic service that counts: what it writes and what becomes of it can be compared. */
@NullMarked
package dev.winnow.faults.counter;

import org.jspecify.annotations.NullMarked;
