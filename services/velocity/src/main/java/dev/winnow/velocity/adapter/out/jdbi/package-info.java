/** Keeps what was seen in the service's own PostgreSQL database. */
@NullMarked
package dev.winnow.velocity.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
