/** The watch list's engine: how well it tells names apart, and how fast. */
@NullMarked
package dev.winnow.benchmarks.watchlist;

import org.jspecify.annotations.NullMarked;
