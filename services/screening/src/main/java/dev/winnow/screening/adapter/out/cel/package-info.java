/** Policy files: YAML with CEL conditions, checked as a whole before they are believed. */
@NullMarked
package dev.winnow.screening.adapter.out.cel;

import org.jspecify.annotations.NullMarked;
