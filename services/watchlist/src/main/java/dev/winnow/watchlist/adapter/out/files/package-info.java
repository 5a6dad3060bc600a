/** Reads lists from files, strictly: all of a list or nothing, with the line of what is wrong. */
@NullMarked
package dev.winnow.watchlist.adapter.out.files;

import org.jspecify.annotations.NullMarked;
