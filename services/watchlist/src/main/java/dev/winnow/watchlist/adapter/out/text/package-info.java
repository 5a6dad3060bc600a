/** Brings names of any script into Latin letters. */
@NullMarked
package dev.winnow.watchlist.adapter.out.text;

import org.jspecify.annotations.NullMarked;
