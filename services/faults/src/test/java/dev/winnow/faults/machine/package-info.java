@NullMarked
package dev.winnow.faults.machine;

import org.jspecify.annotations.NullMarked;
