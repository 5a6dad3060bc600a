/** Screening decided applications again when a list has changed. */
@NullMarked
package dev.winnow.benchmarks.rescreening;

import org.jspecify.annotations.NullMarked;
