@NullMarked
package dev.winnow.watchlist.application;

import org.jspecify.annotations.NullMarked;
