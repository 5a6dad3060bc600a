/** The service's endpoint: decode, ask the use case, encode what came of it. */
@NullMarked
package dev.winnow.velocity.adapter.in.nats;

import org.jspecify.annotations.NullMarked;
