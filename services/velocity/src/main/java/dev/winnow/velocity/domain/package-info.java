/** Keys, windows, counters and resemblance: records and pure functions. */
@NullMarked
package dev.winnow.velocity.domain;

import org.jspecify.annotations.NullMarked;
