/** Contracts of the velocity service. */
@NullMarked
package dev.winnow.contracts.velocity;

import org.jspecify.annotations.NullMarked;
