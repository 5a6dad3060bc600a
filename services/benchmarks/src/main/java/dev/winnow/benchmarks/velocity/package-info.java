/** The velocity service with a long history: how long a check takes, and how many there can be. */
@NullMarked
package dev.winnow.benchmarks.velocity;

import org.jspecify.annotations.NullMarked;
