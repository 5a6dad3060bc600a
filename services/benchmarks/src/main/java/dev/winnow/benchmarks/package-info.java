/** Load benchmarks, each beside the bare alternative, in one run. */
@NullMarked
package dev.winnow.benchmarks;

import org.jspecify.annotations.NullMarked;
