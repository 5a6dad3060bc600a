/** How scenarios are run, what they say, and the report. */
@NullMarked
package dev.winnow.faults.run;

import org.jspecify.annotations.NullMarked;
