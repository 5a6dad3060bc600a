/** The watchlist service: its configuration and wiring. */
@NullMarked
package dev.winnow.watchlist;

import org.jspecify.annotations.NullMarked;
