@NullMarked
package dev.winnow.watchlist.domain;

import org.jspecify.annotations.NullMarked;
