/** The service's endpoints: decode, ask a use case, encode what came of it. */
@NullMarked
package dev.winnow.watchlist.adapter.in.nats;

import org.jspecify.annotations.NullMarked;
