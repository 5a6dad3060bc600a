/** Between the wire and the domain, for both sides. */
@NullMarked
package dev.winnow.watchlist.adapter;

import org.jspecify.annotations.NullMarked;
