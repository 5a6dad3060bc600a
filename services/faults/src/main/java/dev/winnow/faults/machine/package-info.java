/**
 * Faults of the machine itself: its network, its disks, its clock. Most need root; each says what
 * it misses where it cannot be had. What is made is taken away on close, and what a killed run left
 * by the next one.
 */
@NullMarked
package dev.winnow.faults.machine;

import org.jspecify.annotations.NullMarked;
