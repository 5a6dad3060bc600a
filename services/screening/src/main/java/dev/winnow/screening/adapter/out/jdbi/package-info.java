/** The service's own database. */
@NullMarked
package dev.winnow.screening.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
