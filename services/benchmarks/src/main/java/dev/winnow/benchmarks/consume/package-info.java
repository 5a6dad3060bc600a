/** Durable consumers, without a database. */
@NullMarked
package dev.winnow.benchmarks.consume;

import org.jspecify.annotations.NullMarked;
