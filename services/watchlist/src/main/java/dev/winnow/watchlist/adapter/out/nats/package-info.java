/** Tells the world about new versions, by way of the outbox. */
@NullMarked
package dev.winnow.watchlist.adapter.out.nats;

import org.jspecify.annotations.NullMarked;
