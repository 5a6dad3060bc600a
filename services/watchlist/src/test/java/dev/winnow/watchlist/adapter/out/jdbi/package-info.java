@NullMarked
package dev.winnow.watchlist.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
