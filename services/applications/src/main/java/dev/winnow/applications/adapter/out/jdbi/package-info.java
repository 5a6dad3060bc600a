/** The applications service's ports on PostgreSQL. */
@NullMarked
package dev.winnow.applications.adapter.out.jdbi;

import org.jspecify.annotations.NullMarked;
