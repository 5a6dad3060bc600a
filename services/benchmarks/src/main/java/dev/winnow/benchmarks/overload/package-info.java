/** More requests than an endpoint can answer. */
@NullMarked
package dev.winnow.benchmarks.overload;

import org.jspecify.annotations.NullMarked;
