/** Requests and events from NATS, made into commands. */
@NullMarked
package dev.winnow.screening.adapter.in.nats;

import org.jspecify.annotations.NullMarked;
