/** From a commit to a consumer. */
@NullMarked
package dev.winnow.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
