/**
 * Who is on a list, and how alike two names are: values and pure functions. Time and everything
 * from outside are arguments.
 */
@NullMarked
package dev.winnow.watchlist.domain;

import org.jspecify.annotations.NullMarked;
