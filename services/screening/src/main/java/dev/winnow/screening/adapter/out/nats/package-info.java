/** Calls and events to NATS. */
@NullMarked
package dev.winnow.screening.adapter.out.nats;

import org.jspecify.annotations.NullMarked;
