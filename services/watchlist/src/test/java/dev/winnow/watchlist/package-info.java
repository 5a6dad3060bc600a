@NullMarked
package dev.winnow.watchlist;

import org.jspecify.annotations.NullMarked;
