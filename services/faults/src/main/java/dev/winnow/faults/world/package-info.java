/** Whole systems of servers and service processes to hurt. */
@NullMarked
package dev.winnow.faults.world;

import org.jspecify.annotations.NullMarked;
