/** The contracts of the watchlist service. */
@NullMarked
package dev.winnow.contracts.watchlist;

import org.jspecify.annotations.NullMarked;
