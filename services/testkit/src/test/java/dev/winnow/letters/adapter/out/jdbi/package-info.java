/** What the service keeps. */
@NullMarked
package dev.winnow.letters.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
