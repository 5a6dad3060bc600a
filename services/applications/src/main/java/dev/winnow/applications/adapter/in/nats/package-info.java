/** The applications service's endpoints and its consumer. */
@NullMarked
package dev.winnow.applications.adapter.in.nats;

import org.jspecify.annotations.NullMarked;
