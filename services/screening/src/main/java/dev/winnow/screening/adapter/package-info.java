/** Where the use cases meet the wire and the database. */
@NullMarked
package dev.winnow.screening.adapter;

import org.jspecify.annotations.NullMarked;
