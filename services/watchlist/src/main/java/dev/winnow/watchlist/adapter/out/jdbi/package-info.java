/** Keeps the lists in the service's own PostgreSQL database. */
@NullMarked
package dev.winnow.watchlist.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
