@NullMarked
package dev.winnow.watchlist.adapter.out.files;

import org.jspecify.annotations.NullMarked;
