/** Service processes that are started, killed, paused and watched from outside. */
@NullMarked
package dev.winnow.faults.process;

import org.jspecify.annotations.NullMarked;
