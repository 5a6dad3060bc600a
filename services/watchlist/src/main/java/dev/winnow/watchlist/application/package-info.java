/** What the service does: one class for each use case, and the ports it needs for it. */
@NullMarked
package dev.winnow.watchlist.application;

import org.jspecify.annotations.NullMarked;
