/** Applicants who apply again under other data: how many are found, and who is taken for them. */
@NullMarked
package dev.winnow.benchmarks.duplicates;

import org.jspecify.annotations.NullMarked;
