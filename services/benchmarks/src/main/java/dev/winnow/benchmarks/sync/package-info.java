/** What it costs that an acknowledged event is on the disk, and on three of them. */
@NullMarked
package dev.winnow.benchmarks.sync;

import org.jspecify.annotations.NullMarked;
