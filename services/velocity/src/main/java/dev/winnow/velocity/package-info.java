/** The velocity service: its configuration and wiring. */
@NullMarked
package dev.winnow.velocity;

import org.jspecify.annotations.NullMarked;
