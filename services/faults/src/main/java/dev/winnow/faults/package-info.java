/** The fault suite: its command line, its scenarios and what it says about them. */
@NullMarked
package dev.winnow.faults;

import org.jspecify.annotations.NullMarked;
